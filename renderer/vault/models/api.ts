import { err } from '#shared/lib/result.ts';
import type { Session } from '../session.ts';
import type {
  ChatMessage,
  ModelAnswer,
  ModelFailure,
  ModelRequest,
  RemotePreview,
} from '#shared/agent/model-port.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { Problem, Result } from '#shared/lib/result.ts';

/** Models, as the window tries them out and looks at what they get. */
export interface ModelsApi {
  /** Whether address, key and model of a provider are right, or which of them is not. */
  testModel(providerId: string): Promise<Result<CallResult<'models.test'>>>;
  /** A chat with `only`, or along the chain. Stops with `stopModelChat`. */
  chatWithModel(
    chat: { messages: ChatMessage[]; only?: string },
    onText: (text: string) => void,
  ): Promise<Result<ModelAnswer, ModelFailure>>;
  stopModelChat(): Promise<void>;
  /**
   * The request that a remote provider would get, byte for byte, for a draft in a conversation or else for a
   * chat; `undefined` where no remote provider would be asked.
   */
  previewRemote(
    what: { conversationId: string } | { messages: ChatMessage[] },
    providerId?: string,
  ): Promise<Result<RemotePreview | undefined>>;
}

/** Tokens of an answer in the chat for trying models out. */
const chatTokens = 1024;

const lockedProblem = { code: 'vault.locked', message: 'Plumbline is locked.', remedy: 'Unlock it first.' };
const locked = err<Problem>(lockedProblem);

/** The window's side of the models: trying them out, and looking at what they would get. */
export function createModelsApi({ session }: { session(): Session | undefined }): ModelsApi {
  let chatting: AbortController | undefined;
  return {
    testModel: async (providerId) => session()?.assistant.models.test(providerId) ?? locked,
    async chatWithModel({ messages, only }, onText) {
      const open = session();
      if (open === undefined) return err({ ...lockedProblem, partial: '', receipts: [], skipped: [] });
      chatting?.abort();
      const stopping = new AbortController();
      chatting = stopping;
      return open.assistant.models.stream(chatRequest(messages, only), onText, stopping.signal);
    },
    stopModelChat: async () => chatting?.abort(),
    async previewRemote(what, providerId) {
      const open = session();
      if (open === undefined) return locked;
      if ('conversationId' in what) return open.assistant.drafting.preview(what.conversationId, providerId);
      return open.assistant.models.preview(chatRequest(what.messages, providerId));
    },
  };
}

function chatRequest(messages: ChatMessage[], only: string | undefined): ModelRequest {
  return { purpose: 'test', about: [], messages, maxTokens: chatTokens, only };
}

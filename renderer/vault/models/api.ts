import { err } from '#shared/lib/result.ts';
import type {
  ChatMessage,
  ModelAnswer,
  ModelFailure,
  ModelRequest,
  RemotePreview,
} from '#shared/agent/model-port.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Drafting } from '../drafting/drafting.ts';
import { type Guard, locked } from '../guard.ts';
import type { Models } from './models.ts';

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

interface Parts {
  models: Models;
  drafting: Pick<Drafting, 'preview'>;
}

/** Trying models out, and looking at what they would get. */
export function createModelsApi({ open, unlocked }: Guard<Parts>): ModelsApi {
  let chatting: AbortController | undefined;
  return {
    testModel: (providerId) => unlocked(({ models }) => models.test(providerId)),
    async chatWithModel({ messages, only }, onText) {
      const models = open()?.models;
      if (models === undefined) return err({ ...locked, partial: '', receipts: [], skipped: [] });
      chatting?.abort();
      chatting = new AbortController();
      return models.stream(chatRequest(messages, only), onText, chatting.signal);
    },
    stopModelChat: async () => chatting?.abort(),
    previewRemote: (what, providerId) =>
      unlocked(({ models, drafting }) =>
        'conversationId' in what
          ? drafting.preview(what.conversationId, providerId)
          : models.preview(chatRequest(what.messages, providerId)),
      ),
  };
}

function chatRequest(messages: ChatMessage[], only: string | undefined): ModelRequest {
  return { purpose: 'test', about: [], messages, maxTokens: chatTokens, only };
}

import type { ChatMessage, ModelRequest } from '#shared/agent/model-port.ts';
import type { Problem } from '#shared/lib/result.ts';
import { err } from '#shared/lib/result.ts';
import type { ModelsApi } from '../models-api.ts';
import type { Session } from '../session.ts';

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

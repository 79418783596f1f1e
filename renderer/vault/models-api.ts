import type { ChatMessage, ModelAnswer, ModelFailure, RemotePreview } from '#shared/agent/model-port.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';

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

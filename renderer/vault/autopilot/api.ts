import type { Problem } from '#shared/lib/result.ts';
import { err } from '#shared/lib/result.ts';
import type { AssistantApi } from '../assistant-api.ts';
import type { Session } from '../session.ts';

const locked = err<Problem>({
  code: 'vault.locked',
  message: 'Plumbline is locked.',
  remedy: 'Unlock it first.',
});

/** The window's side of proposals and replay. */
export function createAssistantApi({ session }: { session(): Session | undefined }): AssistantApi {
  return {
    proposeJob: async (conversationId, onFirst) =>
      session()?.extraction.propose(conversationId, onFirst) ?? locked,
  };
}

import type { Problem } from '#shared/lib/result.ts';
import { err } from '#shared/lib/result.ts';
import type { AssistantApi } from '../assistant-api.ts';
import { replay } from '../replay/replay.ts';
import type { Session } from '../session.ts';

const locked = err<Problem>({
  code: 'vault.locked',
  message: 'Plumbline is locked.',
  remedy: 'Unlock it first.',
});

/** The window's side of proposals and replay. */
export function createAssistantApi({ session }: { session(): Session | undefined }): AssistantApi {
  let replaying: AbortController | undefined;
  return {
    proposeJob: async (conversationId, onFirst) =>
      session()?.assistant.extraction.propose(conversationId, onFirst) ?? locked,
    async replay(request, onRow) {
      const open = session();
      if (open === undefined) return locked;
      replaying?.abort();
      const stopping = new AbortController();
      replaying = stopping;
      const { assistant, library } = open;
      return replay({ models: assistant.models, records: library }, request, onRow, stopping.signal);
    },
    stopReplay: async () => replaying?.abort(),
  };
}

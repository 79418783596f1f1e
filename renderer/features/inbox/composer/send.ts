import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useTeam } from '#renderer/state/team.ts';
import { stopDraft } from './draft.ts';
import { mentionsIn } from './suggest.ts';
import { changeUnsent, clearUnsent, readUnsent, type Unsent } from './unsent.ts';

export interface Later {
  /** Epoch milliseconds. */
  sendAt?: number;
  /** Not at all if the customer writes first. */
  unlessAnswered?: boolean;
}

/** Sends the answer in the composer, or keeps the note. */
export async function send(conversationId: string, later: Later = {}): Promise<void> {
  const { text, mode, replyTo, fromDraft, draft } = readUnsent(conversationId);
  if (text.trim() === '') return;
  const author = fromDraft === true ? 'assistant' : 'owner';
  const receipts = fromDraft === true && draft?.done?.receipts.length ? draft.done.receipts : undefined;
  // Emptied at once, so that a second Enter does not send it twice; what is refused comes back.
  clearUnsent(conversationId);
  if (draft?.running === true) ignore(stopDraft(conversationId));
  const finished = draft?.running === true ? undefined : draft;
  const done =
    mode === 'note'
      ? await run('note.add', { conversationId, text, mentions: mentionsIn(text, colleagues()) })
      : await run('message.send', { conversationId, text, replyTo, author, receipts, ...later });
  if (!done.ok) bringBack(conversationId, { text, mode, replyTo, fromDraft, draft: finished });
}

/** Before what was written since. */
function bringBack(conversationId: string, refused: Unsent): void {
  const { text } = readUnsent(conversationId);
  changeUnsent(conversationId, text === '' ? refused : { text: `${refused.text}\n${text}` });
}

function colleagues(): { id: string; name: string }[] {
  return useTeam.getState().team?.members.filter(({ self }) => !self) ?? [];
}

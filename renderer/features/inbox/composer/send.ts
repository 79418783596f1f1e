import { given } from '#shared/lib/given.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { readTable } from '#renderer/state/records.ts';
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

/** Sends the answer in the composer, or keeps the note. `commentId`: the comment that it answers, by its message. */
export async function send(conversationId: string, later: Later = {}, commentId = ''): Promise<void> {
  const { text, mode, replyTo, fromDraft, draft } = readUnsent(conversationId);
  if (text.trim() === '') return;
  const author = fromDraft === true ? 'assistant' : 'owner';
  const receipts = fromDraft === true && draft?.done?.receipts.length ? draft.done.receipts : undefined;
  // Emptied at once, so that a second Enter does not send it twice; what is refused comes back.
  clearUnsent(conversationId);
  if (draft?.running === true) ignore(stopDraft(conversationId));
  const finished = draft?.running === true ? undefined : draft;
  const done = await runSend();
  if (!done.ok) bringBack(conversationId, { text, mode, replyTo, fromDraft, draft: finished });

  function runSend(): Promise<Result<unknown>> {
    if (mode === 'note')
      return run('note.add', { conversationId, text, mentions: mentionsIn(text, colleagues()) });
    if (mode === 'private') return run('comment.writePrivately', { id: commentId, text });
    if (readTable('conversations').get(conversationId)?.postId !== undefined)
      return run('comment.reply', { conversationId, text, ...given({ replyTo }) });
    return run('message.send', { conversationId, text, replyTo, author, receipts, ...later });
  }
}

/** Before what was written since. */
function bringBack(conversationId: string, refused: Unsent): void {
  const { text } = readUnsent(conversationId);
  changeUnsent(conversationId, text === '' ? refused : { text: `${refused.text}\n${text}` });
}

function colleagues(): { id: string; name: string }[] {
  return useTeam.getState().team?.members.filter(({ self }) => !self) ?? [];
}

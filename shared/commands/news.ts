import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { isMaterial, type NewsEntry, wordsHash } from '#shared/domain/news/news.ts';
import { newsDecisionSchema } from '#shared/domain/news/decision.ts';
import { proven } from '#shared/domain/proven.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';

const decide = defineCommand({
  name: 'news.decide',
  title: 'Decide on what an update changes',
  args: z.strictObject({
    entryId: idSchema,
    words: newsDecisionSchema.shape.words,
    agrees: z.boolean(),
  }),
  // Another word is said after it: what was agreed to stays to be seen.
  undoable: false,
  asksFactor: true,
  run(draft, { entryId, words, agrees }, { now, deviceId, memberId, newId, isOwner }) {
    if (isOwner !== true)
      return problem('news.owners-only', 'Only an owner agrees to this. Nothing was changed.');
    const before = Array.from(draft.all('newsDecisions'), ({ at }) => at);
    // Behind the one before, whatever this device's clock says.
    const at = Math.max(now, ...before.map((moment) => moment + 1));
    const made = proven({ at, entryId, words, agrees, deviceId, memberId, salt: newId() });
    draft.create('newsDecisions', made);
    return ok({ id: made.id });
  },
});

/** What gives data to somebody new is not begun before an owner has agreed to it; what was begun goes on and ends. */
export function checkAgreed({ agreed }: Pick<CommandContext, 'agreed'>, newsId: string): Result<void> {
  if (agreed?.(newsId) !== false) return ok();
  return problem(
    'news.not-agreed',
    'An owner has to agree first to what this changes. Nothing was changed.',
    'Read it in Settings → About and what is new.',
  );
}

/** To a business that begins with these, they are no change: nobody is asked. */
export function beginWithNews(
  draft: RecordWriter,
  entries: readonly NewsEntry[],
  { now, deviceId, memberId, newId }: CommandContext,
): void {
  for (const entry of entries.filter(isMaterial)) {
    const words = wordsHash(entry, entry.words.en);
    const body = { at: now, entryId: entry.id, words, agrees: true, fromTheStart: true as const };
    draft.create('newsDecisions', proven({ ...body, deviceId, memberId, salt: newId() }));
  }
}

export const newsCommands = [decide] as const;

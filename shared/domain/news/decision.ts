import { z } from 'zod';
import { idSchema, momentSchema, saltSchema } from '../common.ts';
import { type NewsEntry, wordsHash } from './news.ts';

/**
 * What an owner has said to a change that an update brings. It is written once, and counts only where an owner's
 * device has signed it; the last one to the same words holds. Its id is the hash of the rest.
 */
export const newsDecisionSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  entryId: idSchema,
  /** See `wordsHash`. */
  words: z.string().min(1).max(64),
  agrees: z.boolean(),
  /** The business began with a version that had it: nothing has changed for it. */
  fromTheStart: z.literal(true).optional(),
  deviceId: z.string().max(64),
  memberId: idSchema,
  salt: saltSchema,
});
export type NewsDecision = z.infer<typeof newsDecisionSchema>;

/** The last word to an entry as it reads now, in whatever language; what was said to other words is none. */
export function decisionOn(entry: NewsEntry, decisions: Iterable<NewsDecision>): NewsDecision | undefined {
  const hashes = new Set(Object.values(entry.words).map((words) => wordsHash(entry, words)));
  let last: NewsDecision | undefined;
  for (const each of decisions)
    if (each.entryId === entry.id && hashes.has(each.words) && isLater(each, last)) last = each;
  return last;
}

/** Of two of one moment all devices take the same, and the one that agrees to nothing. */
function isLater(one: NewsDecision, other: NewsDecision | undefined): boolean {
  if (other === undefined || one.at !== other.at) return other === undefined || one.at > other.at;
  if (one.agrees !== other.agrees) return !one.agrees;
  return one.id > other.id;
}

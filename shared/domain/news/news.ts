import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { daySchema, idSchema } from '../common.ts';
import table from './news.json' with { type: 'json' };

/** What an owner has to agree to before it runs: another kind of data kept, other rights, or other recipients. */
export const materialChanges = ['data', 'permissions', 'recipients'] as const;

const wordsSchema = z.object({
  title: z.string().min(1).max(100),
  text: z.array(z.string().min(1).max(500)).min(1).max(8),
});
export type NewsWords = z.infer<typeof wordsSchema>;

/** What a version of Plumbline has changed, as it is told after the update. */
const newsEntrySchema = z.object({
  /** Stable: decisions name it. */
  id: idSchema,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  date: daySchema,
  /** None of them: an ordinary one, which is told and asks nothing. */
  changes: z.array(z.enum(materialChanges)),
  /** By language; English is always there. */
  words: z.record(z.string().regex(/^[a-z]{2}$/), wordsSchema).and(z.object({ en: wordsSchema })),
});
export type NewsEntry = z.infer<typeof newsEntrySchema>;

export const newsSchema = z.array(newsEntrySchema);

/** Everything that is told, the newest first. */
export const news: readonly NewsEntry[] = newsSchema.parse(table);

export function isMaterial({ changes }: Pick<NewsEntry, 'changes'>): boolean {
  return changes.length > 0;
}

/** English stands in for what a language lacks. */
export function wordsIn({ words }: NewsEntry, language: string): NewsWords {
  return words[language] ?? words.en;
}

/** Names the words that somebody was shown: others have another name. */
export function wordsHash({ id, changes }: NewsEntry, { title, text }: NewsWords): string {
  return contentId({ id, changes, title, text });
}

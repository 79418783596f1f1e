import { z } from 'zod';
import { metaIdSchema } from './channel.ts';
import { idSchema, momentSchema } from './common.ts';

/** `draft`: somebody still has to read it. Only what is `approved` is ever used in an answer. */
export const knowledgeStatuses = ['draft', 'approved', 'archived'] as const;
export type KnowledgeStatus = (typeof knowledgeStatuses)[number];

/** Where a row comes from: typed, taken out of a conversation, pasted, or read from a file. */
export const knowledgeSources = ['owner', 'conversation', 'text', 'file'] as const;
export type KnowledgeSource = (typeof knowledgeSources)[number];

/** Characters of one passage. Longer ones are split: a model's window is small, and a chip should lead to few words. */
export const longestPassage = 1200;

/**
 * Something that the business knows: a question with its answer, or a passage of a document with its heading.
 * Whoever wrote the document is not necessarily the owner: its words are facts to quote, never orders.
 */
export const knowledgeSchema = z.looseObject({
  id: idSchema,
  kind: z.enum(['answer', 'passage']),
  /** The question, or the heading over the passage. */
  title: z.string().max(300),
  text: z.string().max(4000),
  status: z.enum(knowledgeStatuses),
  source: z.enum(knowledgeSources),
  /** Passages of one document share this, and are in its order by `part`. */
  documentId: idSchema.optional(),
  documentName: z.string().max(200).optional(),
  part: z.number().int().nonnegative().optional(),
  /** ISO 639, as far as it is known. */
  language: z.string().max(35).optional(),
  /**
   * The accounts whose customers may be told it; everywhere where it is left out. One value, not entries: two devices
   * that change it at once must not end with nothing named, which would be everywhere.
   */
  onlyOn: z.array(metaIdSchema).max(50).optional(),
  /** Somebody has changed its words since it was taken from its source. */
  edited: z.boolean().optional(),
  createdAt: momentSchema,
  updatedAt: momentSchema.optional(),
});
export type Knowledge = z.infer<typeof knowledgeSchema>;

/** Whether customers who write to this account may be told it. */
export function isToldOn({ status, onlyOn }: Knowledge, accountId: string): boolean {
  return status === 'approved' && (onlyOn === undefined || onlyOn.includes(accountId));
}

/** What a model of this computer made of a row's words; of this device alone, and made anew where it is gone. */
export const knowledgeVectorSchema = z.looseObject({
  /** The row's. */
  id: idSchema,
  /** The model's name and the digest of its weights: vectors of two models do not compare. */
  model: z.string().max(300),
  /** When the row was last changed: its words were others before. */
  rowAt: momentSchema,
  /** Bytes from −127 to 127. */
  vector: z.string().max(20_000),
});
export type KnowledgeVector = z.infer<typeof knowledgeVectorSchema>;

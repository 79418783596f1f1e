import { z } from 'zod';

/** All notes of chats have this length, whatever was said. Bytes. */
export const chatNoteLength = 16_384;

const chatLineSchema = z.looseObject({
  id: z.string().max(64),
  at: z.int(),
  /** What the visitor has written themselves. */
  isTheirs: z.boolean(),
  text: z.string().max(65_536),
});
export type ChatLine = z.infer<typeof chatLineSchema>;

/** What was said, the oldest first; of a long conversation the newest that fits. */
export const chatNoteSchema = z.looseObject({
  version: z.literal(1),
  kind: z.literal('chat'),
  lines: z.array(chatLineSchema).max(500),
});
export type ChatNote = z.infer<typeof chatNoteSchema>;

/** As many of the newest lines as a note of one length holds. */
export function chatNoteText(lines: readonly ChatLine[], length: (text: string) => number): string {
  for (let from = Math.max(0, lines.length - 100); from < lines.length; from += 1) {
    const text = JSON.stringify({ version: 1, kind: 'chat', lines: lines.slice(from) } satisfies ChatNote);
    if (length(text) <= chatNoteLength) return text;
  }
  return JSON.stringify({ version: 1, kind: 'chat', lines: [] } satisfies ChatNote);
}

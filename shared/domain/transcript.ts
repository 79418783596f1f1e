import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import type { Message } from './conversation.ts';
import { receiptSchema } from './model-provider.ts';

/** Characters of what a machine made out in one recording: ten minutes of fast speech have fewer. */
export const longestTranscript = 20_000;

/** What a machine made out in a recording. Written as a whole, so that no words meet the name of another model. */
const machineReadSchema = z.looseObject({
  /** Empty where it made out no words. */
  text: z.string().max(longestTranscript),
  model: z.string().max(200),
  /** Where the sound was: on this computer, or on somebody else's. */
  place: z.enum(['local', 'remote']),
  /** When it was read. */
  at: momentSchema,
  /** ISO 639-1, where the words tell. */
  language: z.string().max(8).optional(),
  /** For a model elsewhere: what left the device. */
  receipts: z.array(receiptSchema).max(100).optional(),
});
export type MachineRead = z.infer<typeof machineReadSchema>;

/**
 * A voice note as text, under its message's id and in the same month's book: made by a machine, and never part of the
 * message. Without a record nobody has tried yet.
 */
export const transcriptSchema = z.looseObject({
  id: idSchema,
  messageId: idSchema,
  /** The message's moment: decides the month's book. */
  at: momentSchema,
  read: machineReadSchema.optional(),
  /** Why it did not succeed, how often, and when it is tried again by itself; never, where that is left out. */
  failed: z
    .looseObject({
      code: z.string().max(100),
      message: z.string().max(500),
      attempts: z.int().positive(),
      retryAt: momentSchema.optional(),
    })
    .optional(),
  /** When somebody asked for it: for a recording from before this was switched on, or one that failed. */
  askedAt: momentSchema.optional(),
  /** What a member heard in it, in the place of what the machine made out. */
  corrected: z
    .looseObject({ text: z.string().max(longestTranscript), at: momentSchema, memberId: idSchema })
    .optional(),
  /** Somebody has said that it is of no use: neither shown nor found, and no draft rests on it. */
  hidden: z.literal(true).optional(),
});
export type Transcript = z.infer<typeof transcriptSchema>;

/** The words that count for a recording; none where there are none, or nobody should go by them. */
export function transcriptWords({ read, corrected, hidden }: Transcript): string | undefined {
  if (hidden === true) return undefined;
  const text = (corrected ?? read)?.text.trim() ?? '';
  return text === '' ? undefined : text;
}

/** A message whose words a machine may have made out in its sound: for readers that have to know. */
export type SaidMessage = Message & { machineRead?: true };

/** A voice note with the words that count for it in the place of a text; any other message as it is. */
export function withTranscript(message: Message, transcript: Transcript | undefined): SaidMessage {
  const text = transcript && transcriptWords(transcript);
  return text === undefined || (message.text ?? '') !== '' || message.revokedAt !== undefined
    ? message
    : { ...message, text, machineRead: true };
}

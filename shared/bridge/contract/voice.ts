import { z } from 'zod';
import { bytesSchema } from './bytes.ts';
import { sentSchema } from './models.ts';

/** Who turns sound into text: a model in a folder of this computer, or a server. Where that is, the shell decides. */
const voiceSourceSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('folder'), folder: z.string().min(1).max(1000) }),
  z.object({
    by: z.literal('server'),
    /** Without the path of the question itself, such as `https://api.example.com/v1`. */
    url: z.url(),
    model: z.string().min(1).max(200),
    /** Goes out in a header only. */
    key: z.string().min(1).max(1000).optional(),
  }),
]);
export type VoiceSource = z.infer<typeof voiceSourceSchema>;

export const voiceCalls = {
  /** The words in up to half a minute of sound; empty where there are none. */
  'voice.read': {
    args: z.object({
      source: voiceSourceSchema,
      language: z
        .string()
        .regex(/^[a-z]{2}$/)
        .optional(),
      /** 16,000 samples a second of one channel, 16 bits each, the low byte first. */
      bytes: bytesSchema,
    }),
    result: z.object({ text: z.string().max(4000), sent: sentSchema.optional() }),
  },
} as const;

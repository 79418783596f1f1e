import { z } from 'zod';

/** What the engine's process is asked. `id` comes back with its answer. */
export const questionSchema = z.object({
  id: z.number(),
  folder: z.string(),
  language: z.string().optional(),
  /** 16,000 samples a second of one channel, 16 bits each, the low byte first. */
  pcm: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type Question = z.infer<typeof questionSchema>;

export const answerSchema = z.object({
  id: z.number(),
  text: z.string().optional(),
  /** `no-engine`: this build or computer has none. `no-folder`, `no-model`, `broken-model`: what is wrong there. */
  wrong: z.enum(['no-engine', 'no-folder', 'no-model', 'broken-model']).optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** A process of its own that speaks these messages: native code that fails over a file ends it, and nothing else. */
export interface VoiceProcess {
  send(question: Question): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { httpOrigin, isLoopback } from './egress.ts';
import { exposureSchema } from './exposure.ts';

/** How voice notes of customers become text. Part of the assistant's settings; off until the owner says otherwise. */
export const voiceNotesSchema = z.looseObject({
  on: z.boolean(),
  /** Since when it is on: what came in before becomes text only where somebody asks for it. */
  from: momentSchema.optional(),
  /** `folder`: a model in a folder of each computer. `server`: whoever offers OpenAI's transcriptions. */
  by: z.enum(['folder', 'server']),
  /** Of the server, without the path of the question itself, such as `https://api.example.com/v1`. */
  url: z.url().optional(),
  model: z.string().max(200).optional(),
  hasKey: z.boolean().optional(),
  keyExposed: exposureSchema.optional(),
  /** What customers mostly speak (ISO 639-1); left out, the model tells. */
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
  /** When the owner allowed that the sound goes to a server elsewhere, and at which origin. */
  approvedAt: momentSchema.optional(),
  approvedOrigin: z.string().max(300).optional(),
});
export type VoiceNotes = z.infer<typeof voiceNotesSchema>;

/** Under this id the server's key lies in `secrets`, beside those of models. */
export const voiceNotesKeyId = 'voice-notes';

/** Where speech servers are mostly found on a computer, and what their model is mostly called. */
export const usualVoiceServer = { url: 'http://127.0.0.1:8000/v1', model: 'whisper-1' };

/** Off, and nothing chosen yet. */
export const defaultVoiceNotes: VoiceNotes = { on: false, by: 'server', ...usualVoiceServer };

/** Where the sound is turned into text: only an address of this computer, or a folder, is here. */
export function voicePlaceOf({ by, url }: Pick<VoiceNotes, 'by' | 'url'>): 'local' | 'remote' {
  return by === 'folder' || (url !== undefined && isLoopback(new URL(url))) ? 'local' : 'remote';
}

/** Whether the owner has allowed the sound to go to the address that is set now. */
export function isVoiceApproved({ url, approvedAt, approvedOrigin }: VoiceNotes): boolean {
  return url !== undefined && approvedAt !== undefined && approvedOrigin === httpOrigin(new URL(url));
}

/** What is set for one device alone. The one record of its collection: id `device`. */
export const deviceSettingsSchema = z.looseObject({
  id: idSchema,
  /** The folder with the weights of a speech model. */
  voiceFolder: z.string().max(1000).optional(),
});

import { z } from 'zod';
import { aiSettingsSchema, type AiSettings, type Business } from './business.ts';
import { metaIdSchema } from './channel.ts';
import { emergencySchema, type EmergencySettings } from './emergency.ts';

const { tone, persona, signature } = aiSettingsSchema.shape;

/**
 * What differs on one number, page or account: what is left out is as everywhere. It stays when the channel is
 * disconnected, because the next one of that account is the same to customers. Its id is the account's, by which
 * conversations name it.
 */
export const channelSettingsSchema = z.looseObject({
  id: metaIdSchema,
  /** The number of the business that is told here. */
  phone: z.string().max(32).optional(),
  persona,
  tone,
  signature,
  /** The number of the business for emergencies, and the whole text in place of ours. */
  emergencyNumber: emergencySchema.shape.ownNumber,
  emergencyText: emergencySchema.shape.text,
  /** Sentences of automatic answers as they are worded here, by `LANGUAGE-KEY`. */
  words: z.record(z.string().max(64), z.string().min(1).max(1000)).optional(),
});
export type ChannelSettings = z.infer<typeof channelSettingsSchema>;

/** The business as customers of one channel know it. */
export function businessOn(business: Business, own: ChannelSettings | undefined): Business {
  return own?.phone === undefined ? business : { ...business, phone: own.phone };
}

/** How the assistant writes on one channel. */
export function voiceOn(
  general: AiSettings,
  { tone, persona, signature }: Partial<ChannelSettings> = {},
): AiSettings {
  return {
    ...general,
    tone: tone ?? general.tone,
    persona: persona ?? general.persona,
    signature: signature ?? general.signature,
  };
}

/** What customers in danger are told on one channel. */
export function emergencyOn(
  general: EmergencySettings = {},
  { emergencyNumber, emergencyText }: Partial<ChannelSettings> = {},
): EmergencySettings {
  return { ...general, ownNumber: emergencyNumber ?? general.ownNumber, text: emergencyText ?? general.text };
}

const phonePlace = /\{\{\s*phone\s*\}\}/g;

/** A signature with the number that is told here in its place; a line that lacks it is left out. */
export function filledSignature(
  signature: string | undefined,
  phone: string | undefined,
): string | undefined {
  const lines = (signature ?? '').split('\n').filter((line) => phone || line.search(phonePlace) < 0);
  const text = lines
    .join('\n')
    .replace(phonePlace, () => phone ?? '')
    .trim();
  return text === '' ? undefined : text;
}

import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** What somebody may be in, by their own words. */
export const dangerKinds = [
  'gas',
  'fire',
  'electricity',
  'water',
  'carbonMonoxide',
  'injury',
  'threat',
  'wishToDie',
  'trapped',
  'collapse',
] as const;
export type DangerKind = (typeof dangerKinds)[number];

/** The languages in which danger, a person and stop are heard. */
export const heardLanguages = ['en', 'es', 'pt', 'de', 'fr', 'it'] as const;
export type HeardLanguage = (typeof heardLanguages)[number];

/** A danger that was heard, under the id of what was said: a message, a request on the public page, a webhook. */
const dangerSchema = z.looseObject({
  kind: z.enum(dangerKinds),
  strength: z.enum(['certain', 'likely']),
  language: z.enum(heardLanguages),
  /** When it was said. */
  at: momentSchema,
  words: z.string().max(300),
  /** Heard only beside what was written just before: more that comes may show it in another message. */
  together: z.literal(true).optional(),
  /** A machine made the words out in a voice note. */
  machineRead: z.literal(true).optional(),
});
export type Danger = z.infer<typeof dangerSchema>;

/** Who looks after it, and since when. */
const dangerTakenSchema = z.looseObject({ at: momentSchema, memberId: idSchema });

/** Of a conversation, a request on the public page or a webhook: what was heard in it, and who looks after it. */
export const heardDangers = {
  dangers: z.record(z.string(), dangerSchema).optional(),
  dangersTaken: z.record(z.string(), dangerTakenSchema).optional(),
};

export interface HeardDangers {
  dangers?: Record<string, Danger> | undefined;
  dangersTaken?: Record<string, z.infer<typeof dangerTakenSchema>> | undefined;
}

/** The dangers that nobody has taken yet, the newest first. */
export function openDangers({
  dangers = {},
  dangersTaken = {},
}: HeardDangers): (Danger & { messageId: string })[] {
  return Object.entries(dangers)
    .filter(([messageId]) => dangersTaken[messageId] === undefined)
    .map(([messageId, danger]) => ({ ...danger, messageId }))
    .toSorted((a, b) => b.at - a.at);
}

/**
 * Since when somebody can be answered who wrote at `at`: since a person has taken the danger that stood open then, or
 * was heard so soon after that no answer had gone out.
 */
export function answerableSince(
  { dangers = {}, dangersTaken = {} }: HeardDangers,
  at: number,
  within: number,
): number {
  const taken = Object.entries(dangersTaken).flatMap(([id, { at: since }]) => {
    const danger = dangers[id];
    return danger !== undefined && danger.at <= at + within ? since : [];
  });
  return Math.max(at, ...taken);
}

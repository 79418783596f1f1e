import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { isLoopback, parsedUrl } from './egress.ts';
import { exposureSchema } from './exposure.ts';
import { ruleAboutKinds } from './own-rule.ts';

const url = z
  .url()
  .max(2000)
  .refine((text) => isWebhookUrl(text), 'This has to be an address that begins with https://.');

/** A program elsewhere that is told when something happens. What it is told, rules say; its secret lies apart. */
export const webhookEndpointSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  name: z.string().max(60),
  url,
  /** Nothing goes there: it said that it is gone for good, or somebody has switched it off. One value. */
  off: z.looseObject({ at: momentSchema, why: z.enum(['gone', 'hand']) }).optional(),
  secretExposed: exposureSchema.optional(),
});
export type WebhookEndpoint = z.infer<typeof webhookEndpointSchema>;

/** What signs what goes to an endpoint, or proves what comes from a source, under its id. Never sent to the window. */
export const webhookKeySchema = z.looseObject({ id: idSchema, secret: z.string().max(500) });

/** What can stand in the way of a delivery, where nobody has answered. */
export const webhookFailures = ['unreachable', 'slow', 'private', 'sentOn', 'refused', 'lost'] as const;
export type WebhookFailure = (typeof webhookFailures)[number];

const attemptSchema = z.looseObject({
  /** When it was begun: that is written down before anything is sent. */
  at: momentSchema,
  /** To whom, as the address was then. */
  to: z.string().max(2000).optional(),
  endedAt: momentSchema.optional(),
  /** What the receiver answered. */
  status: z.int().min(100).max(999).optional(),
  why: z.enum(webhookFailures).optional(),
  /** The receiver wants nothing before. */
  notBefore: momentSchema.optional(),
});
export type WebhookAttempt = z.infer<typeof attemptSchema>;

/** Why nothing of a delivery goes out any more. */
export const webhookEnds = [
  'givenUp',
  'removed',
  'off',
  'gone',
  'inBin',
  'onlyKept',
  'contactStays',
] as const;
export type WebhookEnd = (typeof webhookEnds)[number];

/**
 * Something that an endpoint is to be told. It holds no words: they are read from the records at each attempt, so that
 * what was changed goes as it is, and what was erased does not go. Its id is what receivers know it by.
 */
export const webhookDeliverySchema = z.looseObject({
  id: idSchema,
  /** When what it tells of happened. It names the book and never changes. */
  at: momentSchema,
  createdAt: momentSchema,
  endpointId: idSchema,
  ruleId: idSchema,
  contactId: idSchema,
  aboutKind: z.enum(ruleAboutKinds),
  aboutId: idSchema,
  /** What of it happened: see `Cause`. */
  key: z.string().max(300),
  /** Such as `invoice.paid`. */
  kind: z.string().max(60),
  fields: z.array(z.string().max(60)).max(40),
  /** By their number: each is one device's, by claim. */
  attempts: z.record(z.string().max(6), attemptSchema).optional(),
  /** Somebody has asked for it to be sent again: the plan begins anew. */
  againAt: momentSchema.optional(),
  ended: z.looseObject({ at: momentSchema, why: z.enum(webhookEnds) }).optional(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

const [second, minute, hour] = [1000, 60_000, 3_600_000];
/** How long is waited after each attempt that failed; after the last one a person decides. */
export const retryWaits: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];
/** An attempt of which no outcome is known by then was lost with its device. */
export const attemptLasts = 15 * minute;
/** No receiver puts a delivery off for longer. */
export const longestPutOff = 24 * hour;

/** Where a delivery stands, as every device computes it. */
export type WebhookStanding =
  | { is: 'done'; at: number }
  | { is: 'ended'; why: WebhookEnd }
  | { is: 'underWay'; until: number }
  | { is: 'waiting'; attempt: number; at: number }
  /** All attempts of the plan have failed. */
  | { is: 'dead'; at: number };

/** Epoch milliseconds throughout. */
export function standingOf(delivery: WebhookDelivery, now: number): WebhookStanding {
  const all = attemptsOf(delivery);
  const taken = all.find(({ status = 0 }) => status >= 200 && status < 300);
  if (taken !== undefined) return { is: 'done', at: taken.endedAt ?? taken.at };
  if (delivery.ended !== undefined) return { is: 'ended', why: delivery.ended.why };
  const last = all.at(-1);
  const begunAt = delivery.againAt ?? delivery.createdAt;
  const tried = all.filter(({ at }) => at >= begunAt).length;
  const attempt = (last?.number ?? 0) + 1;
  if (last === undefined || tried === 0) return { is: 'waiting', attempt, at: begunAt };
  if (last.endedAt === undefined && now < last.at + attemptLasts)
    return { is: 'underWay', until: last.at + attemptLasts };
  const endedAt = last.endedAt ?? last.at + attemptLasts;
  const wait = retryWaits[tried - 1];
  if (wait === undefined) return { is: 'dead', at: endedAt };
  const wished = Math.min(last.notBefore ?? 0, endedAt + longestPutOff);
  return { is: 'waiting', attempt, at: Math.max(endedAt + wait, wished) };
}

/** The attempts of a delivery in their order. */
export function attemptsOf({ attempts = {} }: WebhookDelivery): (WebhookAttempt & { number: number })[] {
  return Object.entries(attempts)
    .map(([number, attempt]) => ({ ...attempt, number: Number(number) }))
    .toSorted((a, b) => a.number - b.number);
}

/** Whether an address can be told something: encrypted, or a program of this computer, and without a password in it. */
export function isWebhookUrl(text: string): boolean {
  const parsed = parsedUrl(text);
  if (parsed === undefined || parsed.username !== '' || parsed.password !== '') return false;
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed));
}

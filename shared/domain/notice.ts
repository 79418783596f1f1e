import { z } from 'zod';
import { countrySchema, idSchema, momentSchema, saltSchema } from './common.ts';
import { consentPurposes } from './consent.ts';

/**
 * What people are told when their data are collected, and the words by which each purpose is asked for: one version,
 * written once, so that what somebody has agreed to can be shown for ever. Of a country the newest is in use.
 */
export const noticeSchema = z.looseObject({
  /** The hash of the rest. */
  id: idSchema,
  country: countrySchema,
  text: z.string().max(20_000),
  asks: z.partialRecord(z.enum(consentPurposes), z.string().max(1000)),
  /** The hash of what the settings would have said then: where they say something else now, it is out of date. */
  madeFrom: z.string().max(64),
  at: momentSchema,
  memberId: idSchema,
  salt: saltSchema,
});
export type Notice = z.infer<typeof noticeSchema>;

/** The versions of a country, the one in use first. */
export function noticesOf(notices: Iterable<Notice>, country: string): Notice[] {
  return [...notices]
    .filter((notice) => notice.country === country)
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

import { z } from 'zod';
import { countrySchema, idSchema, momentSchema, saltSchema } from './common.ts';
import { consentPurposes } from './consent.ts';
import { type LetterLanguage, letterLanguages } from './letters/language.ts';

/**
 * What people are told when their data are collected, and the words by which each purpose is asked for: one version,
 * written once, so that what somebody has agreed to can be shown for ever. Of a country and language the newest is in
 * use.
 */
export const noticeSchema = z.looseObject({
  /** The hash of the rest. */
  id: idSchema,
  country: countrySchema,
  /** Left out: in the business’s own. */
  language: z.enum(letterLanguages).optional(),
  text: z.string().max(20_000),
  asks: z.partialRecord(z.enum(consentPurposes), z.string().max(1000)),
  /** The hash of what the settings would have said then: where they say something else now, it is out of date. */
  madeFrom: z.string().max(64),
  at: momentSchema,
  memberId: idSchema,
  salt: saltSchema,
});
export type Notice = z.infer<typeof noticeSchema>;

/** The version in use for somebody of this country who speaks this language; else the newest of the country. */
export function noticeFor(
  notices: Iterable<Notice>,
  country: string,
  language: LetterLanguage,
): Notice | undefined {
  const all = noticesOf(notices, country);
  return all.find((notice) => notice.language === language) ?? all[0];
}

/** The versions of a country, the newest first. */
export function noticesOf(notices: Iterable<Notice>, country: string): Notice[] {
  return [...notices]
    .filter((notice) => notice.country === country)
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

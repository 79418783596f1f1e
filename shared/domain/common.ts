import { z } from 'zod';
import { isLocale, isTimeZone } from '#shared/lib/intl.ts';
import { furthestMoment } from '#shared/lib/moment.ts';

/** A key that may be looked up in a map: what every object has by birth would be found there. */
export const isKey = (key: string): boolean => !(key in Object.prototype);

/** An opaque record id. */
export const idSchema = z.string().min(1).max(64).refine(isKey);

/** Random text that goes into a record's id, which is a hash of it: see `proven`. */
export const saltSchema = z.string().min(1).max(64);

/** A moment in epoch milliseconds (UTC), within what a `Date` holds: whatever formats it must not throw. */
export const momentSchema = z.number().int().min(-furthestMoment).max(furthestMoment);

/** A calendar day, `2026-11-21`, in the business's own time zone. */
export const daySchema = z.iso.date();

/** The years in which anything is planned or noted: another one is a slip of the pen, and lies where nobody looks. */
export const likelyYears = { first: 1900, last: 2199 } as const;

/** Whether a year is one in which anything is planned or noted. */
export function isLikelyYear(year: number): boolean {
  return year >= likelyYears.first && year <= likelyYears.last;
}

/** A day that somebody writes down. */
export const likelyDaySchema = daySchema.refine(
  (day) => isLikelyYear(Number(day.slice(0, 4))),
  `Look at the year: it is none from ${likelyYears.first} to ${likelyYears.last}.`,
);

/** A time of day, `08:30`. */
export const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'This is not a time of day, such as 08:30.');

/** Integer minor units (cents) as text, because JSON has no BigInt: `"-1250"` is −12.50 in a currency of two decimals. */
export const minorSchema = z.string().regex(/^-?\d{1,18}$/, 'This is not an amount.');

/** A language and region (BCP 47), by which days and numbers are written. */
export const localeSchema = z.string().max(35).refine(isLocale, 'This is not a language, such as en-GB.');

/** A time zone (IANA). */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'This is not a time zone, such as Europe/Berlin.');

/** ISO 4217. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/);

/** ISO 3166-1 alpha-2. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/);

/** A decimal number as text, so that `0.5` hours and `9.975` percent stay exact. */
export const decimalSchema = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'This is not a number, or has too many digits.');

/**
 * An email address as an owner may write it down: something, an @, and a domain with a dot. What others sent is kept
 * as it came.
 */
export const emailAddressSchema = z
  .string()
  .max(254)
  .regex(/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/, 'This is not an email address, such as name@example.com.');

/** A postal address; all parts are optional because customers give what they give. */
export const addressSchema = z.looseObject({
  street: z.string().max(200).optional(),
  line2: z.string().max(200).optional(),
  city: z.string().max(100).optional(),
  postcode: z.string().max(20).optional(),
  region: z.string().max(100).optional(),
  country: countrySchema.optional(),
});
export type Address = z.infer<typeof addressSchema>;

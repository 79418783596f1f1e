import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { countrySchema, currencySchema, daySchema, decimalSchema, idSchema, momentSchema } from './common.ts';

/** Kinds of templates, in Meta's words, for each of which Meta asks another price. */
export const rateCategories = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const;
export type RateCategory = (typeof rateCategories)[number];

/**
 * What Meta asks for a template from a day on, as the owner has read it off Meta's list. None is built in: prices
 * differ by country, change several times a year and depend on the account's currency.
 */
export const messageRateSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  category: z.enum(rateCategories),
  /** To numbers of this country; left out, to those of all others. */
  country: countrySchema.optional(),
  from: daySchema,
  /** In whole units of the currency: prices have more decimals than coins. */
  price: decimalSchema,
  currency: currencySchema,
});
export type MessageRate = z.infer<typeof messageRateSchema>;

/** The same on every device: two that set a price for one day set one price. */
export function messageRateId({
  category,
  country,
  from,
}: Pick<MessageRate, 'category' | 'country' | 'from'>) {
  return contentId(['message-rate', category, country ?? '', from]);
}

/** What a template costs on a day by the owner's table; nothing where the table has no price for it by then. */
export function rateOn(
  rates: readonly MessageRate[],
  { category, country, day }: { category: string; country: string | undefined; day: string },
): MessageRate | undefined {
  const known = rates
    .filter((rate) => rate.category === category && rate.from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const own = country === undefined ? undefined : known.findLast((rate) => rate.country === country);
  return own ?? known.findLast((rate) => rate.country === undefined);
}

const decimals = 6;

/** The sum of each currency, exact; nothing is ever summed across two. */
export function sumOfRates(rates: Iterable<Pick<MessageRate, 'price' | 'currency'>>) {
  const sums = new Map<string, bigint>();
  for (const { price, currency } of rates) {
    const [whole = '0', fraction = ''] = price.split('.');
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(whole + fraction.padEnd(decimals, '0')));
  }
  return Array.from(sums, ([currency, sum]) => {
    const text = String(sum).padStart(decimals + 1, '0');
    return { currency, price: `${text.slice(0, -decimals)}.${text.slice(-decimals)}` };
  });
}

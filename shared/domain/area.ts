import { z } from 'zod';
import { fold } from '#shared/lib/fold.ts';
import { type Address, idSchema, momentSchema } from './common.ts';

/** A part of where the business works, in the owner's words, with how long one drives to the others. */
export const areaSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  name: z.string().max(100),
  /** Towns, and beginnings of postcodes: an address with one of them lies here. */
  places: z.record(z.string().max(100), z.literal(true)).optional(),
  /** Minutes to each other area; of two, they stand at the one whose id is the first. */
  minutes: z.record(z.string().max(64), z.number().int().min(0).max(1440)).optional(),
});
export type Area = z.infer<typeof areaSchema>;

/** The area in which an address lies: by its town, or else by the longest beginning of its postcode. */
export function areaOf(address: Address | undefined, areas: Iterable<Area>): string | undefined {
  if (address === undefined) return undefined;
  const [town, postcode] = [address.city, address.postcode].map((part) => plain(part ?? ''));
  let found: { id: string; length: number } | undefined;
  for (const { id, places = {} } of areas)
    for (const place of Object.keys(places).map(plain)) {
      if (place === '') continue;
      const isThere = place === town || (postcode!.startsWith(place) && /\d/.test(place));
      const length = place === town ? Infinity : place.length;
      if (isThere && (found === undefined || length > found.length)) found = { id, length };
    }
  return found?.id;
}

/** The minutes that the owner has set between two areas; none where they have not, and within one. */
export function minutesBetween(
  areas: { get(id: string): Area | undefined },
  from: string,
  to: string,
): number {
  const [first, second] = inOrder(from, to);
  return from === to ? 0 : (areas.get(first)?.minutes?.[second] ?? 0);
}

/** At which of two areas the minutes between them stand. */
export function inOrder(a: string, b: string): [first: string, second: string] {
  return a < b ? [a, b] : [b, a];
}

function plain(place: string): string {
  return fold(place).replace(/\s+/g, '').trim();
}

import { z } from 'zod';
import { fold } from '#shared/lib/fold.ts';
import { type Address, addressSchema, daySchema, idSchema, momentSchema } from './common.ts';
import { customValuesSchema } from './custom-field.ts';

/** A thing at a site that is looked after: a boiler, an alarm, a lift. */
export const equipmentSchema = z.looseObject({
  name: z.string().max(200),
  make: z.string().max(100).optional(),
  model: z.string().max(100).optional(),
  serial: z.string().max(100).optional(),
  fittedOn: daySchema.optional(),
  warrantyUntil: daySchema.optional(),
  nextServiceOn: daySchema.optional(),
  notes: z.string().max(20_000).optional(),
  addedAt: momentSchema,
  /** It is not there any more. */
  removedAt: momentSchema.optional(),
});
export type Equipment = z.infer<typeof equipmentSchema>;

/** A place where work is done for a customer. Who lives there or pays for it is a relationship. */
export const siteSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  /** The customer whose site it is. */
  contactId: idSchema,
  /** What the owner calls it, such as "Holiday flat"; left out, it goes by its address. */
  name: z.string().max(200).optional(),
  address: addressSchema.optional(),
  /** How to get in: keys, codes, whom to ring. Given to no model. */
  access: z.string().max(2000).optional(),
  /** What whoever goes there has to beware of. */
  hazards: z.string().max(2000).optional(),
  notes: z.string().max(20_000).optional(),
  equipment: z.record(z.string(), equipmentSchema).optional(),
  custom: customValuesSchema.optional(),
  archivedAt: momentSchema.optional(),
  /** Since when it is in the bin. */
  binnedAt: momentSchema.optional(),
});
export type Site = z.infer<typeof siteSchema>;

/** The lines by which an owner knows a site: its name, or else its address. */
export function siteLabel({ name, address }: Pick<Site, 'name' | 'address'>): string {
  if (name !== undefined && name !== '') return name;
  const town = [address?.postcode, address?.city].filter(Boolean).join(' ');
  return [address?.street, town].filter(Boolean).join(', ');
}

/** Whether two addresses are one place, as far as both say. */
export function isSamePlace(a: Address, b: Address): boolean {
  const agree = (one?: string, other?: string) => !one || !other || fold(one).trim() === fold(other).trim();
  if (!a.street || !b.street) return false;
  return agree(a.street, b.street) && agree(a.postcode, b.postcode) && agree(a.city, b.city);
}

/** What is looked after at a site, by name. What was taken off stays in the record and is left out. */
export function equipmentOf(
  { equipment = {} }: Pick<Site, 'equipment'>,
  locale: string,
): [string, Equipment][] {
  return Object.entries(equipment)
    .filter(([, { removedAt }]) => removedAt === undefined)
    .toSorted(([, a], [, b]) => a.name.localeCompare(b.name, locale) || a.addedAt - b.addedAt);
}

import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** What a field of the owner's own has to hold: `is` of words and choices, `from` and `to` of what has an order. */
const customTestSchema = z.object({
  is: z.string().max(200).optional(),
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
});
export type CustomTest = z.infer<typeof customTestSchema>;

/** Which people a list shows; what is left out does not matter. */
export const peopleFilterSchema = z.object({
  /** Left out: those who are neither archived nor in the bin. */
  state: z.enum(['archived', 'binned']).optional(),
  kind: z.enum(['person', 'company']).optional(),
  tag: z.string().max(60).optional(),
  enquiry: z.enum(['open', 'none']).optional(),
  /** Nothing was done for them within this many days, and nothing is planned. */
  idleDays: z.int().min(1).max(3650).optional(),
  custom: z.record(z.string().max(64), customTestSchema).optional(),
});
export type PeopleFilter = z.infer<typeof peopleFilterSchema>;

/** By what a list of people is sorted: a column, or `custom:` and the id of a field of the owner's own. */
export const peopleSortSchema = z.object({ by: z.string().max(80), down: z.literal(true).optional() });
export type PeopleSort = z.infer<typeof peopleSortSchema>;

/** People by what they have in common, under a name that the whole team uses. */
export const segmentSchema = z.looseObject({
  id: idSchema,
  name: z.string().max(60),
  filter: peopleFilterSchema.loose(),
  sort: peopleSortSchema.loose().optional(),
  columns: z.array(z.string().max(80)).max(60).optional(),
  createdAt: momentSchema,
});
export type Segment = z.infer<typeof segmentSchema>;

/** What other records say of a contact. */
export interface PersonFacts {
  hasOpenEnquiry: boolean;
  /** When work was last done for them, or is planned. Epoch milliseconds. */
  lastWorkAt: number | undefined;
}

/** Whether a filter asks for something beside archive and bin. */
export function isNarrowing(filter: PeopleFilter): boolean {
  return Object.entries(filter).some(([key, value]) => key !== 'state' && value !== undefined);
}

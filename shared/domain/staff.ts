import { z } from 'zod';
import { hoursSchema } from './business.ts';
import { idSchema, momentSchema } from './common.ts';
import type { Member } from './team.ts';

/** What can be scheduled: somebody who works here, or something that work needs. */
export const staffKinds = ['person', 'room', 'chair', 'van'] as const;

/** In the order in which they are given: neighbours differ clearly, and none is the colour of a state. */
export const staffColours = [
  'gold',
  'blue',
  'pink',
  'teal',
  'olive',
  'violet',
  'orange',
  'sky',
  'rose',
  'mint',
] as const;
export type StaffColour = (typeof staffColours)[number];

/**
 * Who or what can be scheduled, as it is kept. A member of the team is staff without a record of their own; what is
 * noted about them stands under the member's id, so that visits that name the member name this record.
 */
export const staffSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  kind: z.enum(staffKinds),
  name: z.string().max(200),
  colour: z.enum(staffColours).optional(),
  /** What they can do, or what it has, in the owner's words. */
  skills: z.record(z.string().max(60), z.literal(true)).optional(),
  /** When they work, where that differs from the business. */
  hours: hoursSchema.optional(),
  phone: z.string().max(32).optional(),
  /** The member whom somebody became who was staff before they had a device. */
  memberId: idSchema.optional(),
  archivedAt: momentSchema.optional(),
});
export type StaffRecord = z.infer<typeof staffSchema>;

/** Somebody or something that can be scheduled, with what follows from the team. */
export interface Staff extends Pick<StaffRecord, 'id' | 'createdAt' | 'kind' | 'name' | 'hours' | 'phone'> {
  colour: StaffColour;
  skills: readonly string[];
  /** The member of the team that they are. */
  memberId: string | undefined;
  isArchived: boolean;
}

/** Everybody and everything that is or was scheduled, the oldest first; members first where they are as old. */
export function staffFrom(records: Iterable<StaffRecord>, members: Iterable<Member>): Staff[] {
  const byId = new Map(Array.from(members, (member) => [member.id, member]));
  const kept = Array.from(records, (record) => ({ record, member: byId.get(record.memberId ?? record.id) }));
  const named = new Set(kept.map(({ member }) => member?.id));
  const unnoted = [...byId.values()].filter(({ id }) => !named.has(id));
  const both = [...kept, ...unnoted.map((member) => ({ record: recordOf(member), member }))];
  return both
    .toSorted((a, b) => a.record.createdAt - b.record.createdAt || (a.record.id < b.record.id ? -1 : 1))
    .map(({ record, member }, index) => composed(record, member, index));
}

/** What is noted of a member before anything else is. */
export function recordOf({ id, name, createdAt }: Member): StaffRecord {
  return { id, name, createdAt, kind: 'person' };
}

function composed(record: StaffRecord, member: Member | undefined, index: number): Staff {
  const { id, createdAt, kind, name, colour, skills, hours, phone, archivedAt } = record;
  return {
    id,
    createdAt,
    kind,
    name: member?.name || name,
    colour: colour ?? staffColours[index % staffColours.length]!,
    skills: Object.keys(skills ?? {}).toSorted((a, b) => a.localeCompare(b)),
    hours,
    phone: phone ?? member?.phone,
    memberId: member?.id,
    isArchived: archivedAt !== undefined,
  };
}

/** Under which ids visits name a member: their own, and the one that they had before they joined. */
export function staffIdsOf(memberId: string, records: Iterable<StaffRecord>): ReadonlySet<string> {
  const linked = Array.from(records).filter((record) => record.memberId === memberId);
  return new Set([memberId, ...linked.map(({ id }) => id)]);
}

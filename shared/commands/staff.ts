import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { recordOf, staffSchema } from '#shared/domain/staff.ts';
import { filled } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

const { kind, name, colour, hours, phone } = staffSchema.shape;
const fields = z.strictObject({
  kind,
  name: name.trim().min(1),
  colour,
  skills: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
  /** An empty text takes it away. */
  phone,
  /** `null`: they work when the business does. */
  hours: hours.nullable(),
  /** The member that somebody became who was here before they had a device; `null` takes that back. */
  memberId: idSchema.nullable().optional(),
});
const changes = fields.partial();
type Fields = z.output<typeof changes>;

const missing = () => problem('staff.missing', 'This is no longer among those who can be scheduled.');

const create = defineCommand({
  name: 'staff.create',
  title: 'Add somebody or something to schedule',
  args: fields.omit({ memberId: true }),
  undoable: true,
  run(draft, { kind: what, name: called, ...rest }, { newId, now }) {
    const id = newId();
    draft.create('staff', { id, createdAt: now, kind: what, name: called });
    write(draft, id, rest);
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'staff.update',
  title: 'Change who can be scheduled',
  args: z.strictObject({ id: idSchema, fields: changes }),
  undoable: true,
  run(draft, { id, fields: wanted }) {
    const found = ensure(draft, id);
    if (!found.ok) return found;
    if (wanted.name !== undefined && isMember(draft, id))
      return problem('staff.member-name', 'The name of a member is changed in Settings → Team.');
    const linked = link(draft, id, wanted.memberId);
    if (!linked.ok) return linked;
    write(draft, id, wanted);
    return ok({ id });
  },
});

const archive = defineCommand({
  name: 'staff.archive',
  title: 'Schedule no more',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    const found = ensure(draft, id);
    if (!found.ok) return found;
    draft.patch('staff', id, { archivedAt: now });
    return ok({ id });
  },
});

const restore = defineCommand({
  name: 'staff.restore',
  title: 'Schedule again',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('staff', id) === undefined) return missing();
    draft.unset('staff', id, 'archivedAt');
    return ok({ id });
  },
});

/** Whether somebody or something can be sent to a visit. */
export function canBeScheduled(records: RecordReader, id: string): boolean {
  const record = records.get('staff', id);
  if (record === undefined) return records.get('members', id) !== undefined;
  return record.archivedAt === undefined;
}

/** A member has a record from the first thing that is noted of them. */
function ensure(draft: RecordWriter, id: string): Result<void> {
  if (draft.get('staff', id) !== undefined) return ok();
  const member = draft.get('members', id);
  if (member === undefined) return missing();
  draft.create('staff', recordOf(member));
  return ok();
}

function write(draft: RecordWriter, id: string, wanted: Fields): void {
  const { skills, hours: given, phone: number, memberId: _, ...rest } = wanted;
  draft.assign('staff', id, {
    ...filled(rest),
    ...(number !== undefined && { phone: number.trim() || undefined }),
    ...(given !== undefined && { hours: given ?? undefined }),
  });
  if (skills === undefined) return;
  const entries = Object.fromEntries(skills.map((skill) => [skill, true as const]));
  replaceEntries(draft, 'staff', id, 'skills', entries);
}

function isMember(records: RecordReader, id: string): boolean {
  const { memberId = id } = records.get('staff', id) ?? {};
  return records.get('members', memberId) !== undefined;
}

/** Says which member somebody is: what was planned for that member is theirs. */
function link(draft: RecordWriter, id: string, memberId: string | null | undefined): Result<void> {
  if (memberId === undefined) return ok();
  if (memberId === null) {
    draft.unset('staff', id, 'memberId');
    return ok();
  }
  if (draft.get('members', memberId) === undefined || draft.get('members', id) !== undefined)
    return problem('staff.no-member', 'This member is not in the team any more.');
  if ([...draft.all('staff')].some((other) => other.id !== id && other.memberId === memberId))
    return problem('staff.member-taken', 'Somebody else is this member already.');
  draft.patch('staff', id, { memberId });
  for (const visit of draft.all('visits')) {
    if (visit.assignees?.[memberId] !== true) continue;
    draft.removeEntry('visits', visit.id, 'assignees', memberId);
    draft.putEntry('visits', visit.id, 'assignees', id, true);
  }
  return ok();
}

export const staffCommands = [create, update, archive, restore] as const;

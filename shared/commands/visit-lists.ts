import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { attendances, mostAttendees, mostChecks, type VisitRecord } from '#shared/domain/visit.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defineCommand } from './command.ts';

const ofVisit = { id: idSchema, visitId: idSchema };
const line = z.string().trim().min(1);
const longestCheck = 300;
/** More than anybody pastes; how many there may be is said in words of its own. */
const mostPasted = 20_000;

const addChecks = defineCommand({
  name: 'job.addChecks',
  title: 'Add to the checklist',
  args: z.object({ ...ofVisit, texts: z.array(line).min(1).max(mostPasted) }),
  undoable: true,
  run(draft, { id, visitId, texts }, { newId }) {
    const found = findVisit(draft, id, visitId);
    if (!found.ok) return found;
    const long = texts.find((text) => text.length > longestCheck);
    if (long !== undefined)
      return problem(
        'job.check-long',
        `A line of a checklist has ${longestCheck} letters at most: “${long.slice(0, 40).toWellFormed()}…” is longer. Nothing was added.`,
      );
    const known = Object.values(found.value.checks ?? {});
    if (known.length + texts.length > mostChecks)
      return problem(
        'job.checks-many',
        `A checklist has ${mostChecks} lines at most; this one would have ${known.length + texts.length}. Nothing was added.`,
        'Make it shorter, or part it over two visits.',
      );
    const first = lastOrder(known) + 1;
    for (const [at, text] of texts.entries())
      draft.putEntry('visits', visitId, 'checks', newId(), { text, order: first + at });
    return ok({ id });
  },
});

const removeCheck = defineCommand({
  name: 'job.removeCheck',
  title: 'Remove from the checklist',
  args: z.object({ ...ofVisit, checkId: idSchema }),
  undoable: true,
  run(draft, { id, visitId, checkId }) {
    const found = findVisit(draft, id, visitId);
    if (!found.ok) return found;
    draft.removeEntry('visits', visitId, 'checks', checkId);
    return ok({ id });
  },
});

const tickCheck = defineCommand({
  name: 'job.tick',
  title: 'Tick on the checklist',
  args: z.object({ ...ofVisit, checkId: idSchema, isDone: z.boolean() }),
  undoable: true,
  run(draft, { id, visitId, checkId, isDone }, { now, memberId }) {
    const found = findVisit(draft, id, visitId);
    if (!found.ok) return found;
    const { checks = {}, ticks = {} } = found.value;
    if (!Object.hasOwn(checks, checkId))
      return problem('job.check-gone', 'This line is not on the checklist any more.');
    if (Object.hasOwn(ticks, checkId) === isDone) return ok({ id });
    if (isDone) draft.putEntry('visits', visitId, 'ticks', checkId, { at: now, memberId });
    else draft.removeEntry('visits', visitId, 'ticks', checkId);
    return ok({ id });
  },
});

const addAttendees = defineCommand({
  name: 'job.addAttendees',
  title: 'Add who takes part',
  args: z.object({
    ...ofVisit,
    people: z
      .array(z.object({ name: z.string().trim().min(1).max(200), contactId: idSchema.optional() }))
      .min(1)
      .max(mostPasted),
  }),
  undoable: true,
  run(draft, { id, visitId, people }, { newId }) {
    const found = findVisit(draft, id, visitId);
    if (!found.ok) return found;
    const known = Object.values(found.value.attendees ?? {});
    if (known.length + people.length > mostAttendees)
      return problem(
        'job.attendees-many',
        `${mostAttendees} people take part in a visit at most; these would be ${known.length + people.length}. Nobody was added.`,
        'Part them over two visits.',
      );
    const first = lastOrder(known) + 1;
    for (const [at, person] of people.entries()) {
      const { name, contactId } = person;
      const who = { name, ...(contactId !== undefined && { contactId }) };
      const entry = { ...who, attendance: 'booked' as const, order: first + at };
      draft.putEntry('visits', visitId, 'attendees', newId(), entry);
    }
    return ok({ id });
  },
});

const setAttendance = defineCommand({
  name: 'job.setAttendance',
  title: 'Note who came',
  args: z.object({ ...ofVisit, attendeeId: idSchema, attendance: z.enum(attendances) }),
  undoable: true,
  run(draft, { id, visitId, attendeeId, attendance }) {
    const found = findVisit(draft, id, visitId);
    if (!found.ok) return found;
    if (!Object.hasOwn(found.value.attendees ?? {}, attendeeId))
      return problem('job.attendee-gone', 'Nobody by that name takes part any more.');
    draft.patchEntry('visits', visitId, 'attendees', attendeeId, { attendance });
    return ok({ id });
  },
});

const removeAttendee = defineCommand({
  name: 'job.removeAttendee',
  title: 'Remove who takes part',
  args: z.object({ ...ofVisit, attendeeId: idSchema }),
  undoable: true,
  run(draft, { id, visitId, attendeeId }) {
    const found = findVisit(draft, id, visitId);
    if (!found.ok) return found;
    draft.removeEntry('visits', visitId, 'attendees', attendeeId);
    return ok({ id });
  },
});

function findVisit(records: RecordReader, jobId: string, visitId: string): Result<VisitRecord> {
  const visit = records.get('visits', visitId);
  return visit?.jobId === jobId
    ? ok(visit)
    : problem('job.visit-missing', 'This visit is no longer on the calendar.');
}

function lastOrder(known: readonly { order: number }[]): number {
  return known.reduce((last, { order }) => Math.max(last, order), -1);
}

export const visitListCommands = [
  addChecks,
  removeCheck,
  tickCheck,
  addAttendees,
  setAttendance,
  removeAttendee,
] as const;

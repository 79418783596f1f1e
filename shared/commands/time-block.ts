import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { timeBlockKinds } from '#shared/domain/time-block.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem, wrongAt } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { canBeScheduled } from './staff.ts';
import { checkYear, timeOf, visitSpan } from './visit.ts';

const fields = z.strictObject({
  kind: z.enum(timeBlockKinds),
  title: z.string().trim().max(200).optional(),
  time: visitSpan,
  /** Whose it is; `null` for the whole business. */
  staffId: idSchema.nullable(),
});
const changes = fields.partial();
type Fields = z.output<typeof changes>;

const missing = problem('time-block.missing', 'This time is no longer blocked.');
const longest = 366 * 24 * 60 * 60_000;

const create = defineCommand({
  name: 'timeBlock.create',
  title: 'Block time',
  args: fields,
  undoable: true,
  run(draft, args, { newId, now }) {
    const fits = check(draft, args);
    if (!fits.ok) return fits;
    const id = newId();
    const time = timeOf(draft, args.time);
    draft.create('timeBlocks', { id, createdAt: now, kind: args.kind, plannedFor: time.start, time });
    write(draft, id, args);
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'timeBlock.update',
  title: 'Change blocked time',
  args: z.strictObject({ id: idSchema, fields: changes }),
  undoable: true,
  run(draft, { id, fields: wanted }) {
    const before = draft.get('timeBlocks', id);
    if (before === undefined) return missing;
    const { kind = before.kind, staffId = before.staffId ?? null, time } = wanted;
    const fits = check(draft, { kind, staffId, time });
    if (!fits.ok) return fits;
    if (wanted.kind !== undefined) draft.patch('timeBlocks', id, { kind: wanted.kind });
    if (wanted.time !== undefined) draft.patch('timeBlocks', id, { time: timeOf(draft, wanted.time) });
    write(draft, id, wanted);
    return ok({ id });
  },
});

const remove = defineCommand({
  name: 'timeBlock.remove',
  title: 'Unblock time',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    const done = removeBlock(draft, id);
    return done.ok ? ok({ id }) : done;
  },
});

/** Puts a blocked time at another time. */
export function moveBlock(draft: RecordWriter, id: string, span: Fields['time'] & object): Result<void> {
  const before = draft.get('timeBlocks', id);
  if (before === undefined) return missing;
  const fits = check(draft, { kind: before.kind, staffId: before.staffId ?? null, time: span });
  if (fits.ok) draft.patch('timeBlocks', id, { time: timeOf(draft, span) });
  return fits;
}

export function removeBlock(draft: RecordWriter, id: string): Result<void> {
  if (draft.get('timeBlocks', id) === undefined) return missing;
  draft.remove('timeBlocks', id);
  return ok();
}

function check(
  draft: RecordWriter,
  { kind, time, staffId }: Pick<Fields, 'kind' | 'time' | 'staffId'>,
): Result<void> {
  if (time !== undefined && time.end <= time.start)
    return wrongAt('end', 'time-block.ends-early', 'The time must end after it begins.');
  if (time !== undefined && time.end - time.start > longest)
    return wrongAt('end', 'time-block.too-long', 'A year at most can be blocked at once.');
  if (kind === 'leave' && !staffId) return wrongAt('staffId', 'time-block.nobody', 'Say whose leave it is.');
  if (staffId && !canBeScheduled(draft, staffId))
    return problem('time-block.no-staff', 'They are not scheduled any more.');
  return time === undefined ? ok() : checkYear(time.start);
}

function write(draft: RecordWriter, id: string, { title, staffId }: Fields): void {
  draft.assign('timeBlocks', id, {
    ...(title !== undefined && { title: title || undefined }),
    ...(staffId !== undefined && { staffId: staffId ?? undefined }),
  });
}

const takeEvents = defineCommand({
  name: 'timeBlock.takeEvents',
  title: 'Take calendar file in',
  args: z.strictObject({
    staffId: idSchema.nullable(),
    events: z
      .array(
        z.strictObject({
          /** The same for the same event in every copy of the file: one that is taken in again is not there twice. */
          key: z.string().max(2000),
          title: z.string(),
          time: visitSpan,
          event: z.string(),
        }),
      )
      .max(500),
  }),
  undoable: true,
  run(draft, { staffId, events }, { now }) {
    if (staffId !== null && !canBeScheduled(draft, staffId))
      return problem('time-block.no-staff', 'They are not scheduled any more.', 'Choose somebody else.');
    let taken = 0;
    for (const { key, title, time: span, event } of events) {
      if (!check(draft, { kind: 'block', staffId, time: span }).ok) continue;
      const id = contentId(['event', staffId ?? '', key]);
      const time = timeOf(draft, span);
      if (draft.get('timeBlocks', id) === undefined)
        draft.create('timeBlocks', { id, createdAt: now, kind: 'block', plannedFor: time.start, time });
      else draft.patch('timeBlocks', id, { time });
      write(draft, id, { title: title.slice(0, 200).toWellFormed(), staffId });
      draft.assign('timeBlocks', id, { event: event.slice(0, 20_000).toWellFormed() });
      taken++;
    }
    return ok({ taken });
  },
});

export const timeBlockCommands = [create, update, remove, takeEvents] as const;

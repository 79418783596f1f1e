import { z } from 'zod';
import type { CollectionName } from '#shared/domain/collections.ts';
import { idSchema, likelyDaySchema } from '#shared/domain/common.ts';
import { dayOf } from '#shared/domain/day.ts';
import { nextDue, type Task, taskSchema } from '#shared/domain/task.ts';
import { filled } from '#shared/lib/given.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';

const { title, notes, memberId, aboutKind, aboutId, repeat } = taskSchema.shape;
export const dueInput = taskSchema.shape.due.unwrap().extend({ day: likelyDaySchema }).optional();
const fields = z.strictObject({
  title: title.trim().min(1),
  notes,
  due: dueInput,
  memberId,
  aboutKind,
  aboutId,
  repeat,
});

const missing = () => problem('task.missing', 'This task no longer exists.');

export const createTask = defineCommand({
  name: 'task.create',
  title: 'Add task',
  args: fields,
  undoable: true,
  run(draft, args, { newId, now }) {
    const fits = check(draft, args);
    if (!fits.ok) return fits;
    const id = newId();
    draft.create('tasks', { ...filled(args), title: args.title, ...repeating(args), id, createdAt: now });
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'task.update',
  title: 'Change task',
  args: z.strictObject({ id: idSchema, fields: fields.partial() }),
  undoable: true,
  run(draft, { id, fields: wanted }) {
    const known = draft.get('tasks', id);
    if (known === undefined) return missing();
    const next = { ...known, ...filled(wanted) };
    const fits = check(draft, { ...next, title: wanted.title ?? known.title });
    if (!fits.ok) return fits;
    draft.assign('tasks', id, { ...filled(wanted), ...repeating(next) });
    return ok({ id });
  },
});

const complete = defineCommand({
  name: 'task.complete',
  title: 'Mark task as done',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  evenKeptOnly: true,
  run(draft, { id }, context) {
    const task = draft.get('tasks', id);
    if (task === undefined) return missing();
    if (task.done !== undefined) return ok({ id, nextId: undefined });
    draft.patch('tasks', id, { done: { at: context.now, memberId: context.memberId } });
    return ok({ id, nextId: makeNext(draft, task, context) });
  },
});

const reopen = defineCommand({
  name: 'task.reopen',
  title: 'Mark task as not done',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('tasks', id) === undefined) return missing();
    draft.unset('tasks', id, 'done');
    return ok({ id });
  },
});

const remove = defineCommand({
  name: 'task.remove',
  title: 'Remove task',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('tasks', id) === undefined) return missing();
    draft.remove('tasks', id);
    return ok({ id });
  },
});

/** The next round of a task that repeats. Its id follows from this one's, so that two devices make one of it. */
function makeNext(draft: RecordWriter, task: Task, { now }: CommandContext): string | undefined {
  const { repeat: every, repeatsFrom, due: last } = task;
  if (every === undefined || repeatsFrom === undefined || last === undefined) return undefined;
  const today = dayOf(now, businessTimeZone(draft));
  const day = nextDue(repeatsFrom, every, last.day > today ? last.day : today);
  const id = contentId(['next task', task.id]);
  const { done: _, ...kept } = task;
  if (draft.get('tasks', id) === undefined)
    draft.create('tasks', { ...kept, id, due: { ...last, day }, createdAt: now });
  return id;
}

/** Repeating is counted from the day that the owner has given. */
function repeating({ repeat: every, due: on }: Pick<Task, 'repeat' | 'due'>): Pick<Task, 'repeatsFrom'> {
  return { repeatsFrom: every === undefined ? undefined : on?.day };
}

function check(records: RecordReader, task: Omit<z.output<typeof fields>, 'notes'>): Result<void> {
  if (task.repeat !== undefined && task.due === undefined)
    return problem('task.no-day', 'What repeats needs a first day.', 'Choose the day on which it is due.');
  if (task.memberId !== undefined && records.get('members', task.memberId) === undefined)
    return problem('task.no-member', 'This member is not in the team any more.', 'Choose somebody else.');
  if ((task.aboutKind === undefined) !== (task.aboutId === undefined) || isGone(records, task))
    return problem('task.about-missing', 'What this task is about no longer exists.');
  return ok();
}

function isGone(
  records: RecordReader,
  { aboutKind: kind, aboutId: id }: Pick<Task, 'aboutKind' | 'aboutId'>,
): boolean {
  return (
    kind !== undefined && id !== undefined && records.get(kind satisfies CollectionName, id) === undefined
  );
}

export const taskCommands = [createTask, update, complete, reopen, remove] as const;

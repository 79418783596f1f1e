import { z } from 'zod';
import { affectedSchema, breachedData, breachSchema, breachSteps } from '#shared/domain/breach.ts';
import { idSchema } from '#shared/domain/common.ts';
import { filled, given } from '#shared/lib/given.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import { defineCommand } from './command.ts';

const { title, noticedAt, what, risk, consequences, measures, count } = breachSchema.shape;
const named = title.trim().min(1);

const missing = problem('breach.missing', 'This record is no longer there.');

const open = defineCommand({
  name: 'breach.record',
  title: 'Record a breach',
  args: z.strictObject({ title: named, noticedAt }),
  undoable: true,
  run(draft, args, { newId, now, memberId }) {
    const id = newId();
    draft.create('breaches', { id, createdAt: now, memberId, ...args });
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'breach.update',
  title: 'Change the record of a breach',
  /** Empty text, and `null`: nothing is said. */
  args: z.strictObject({
    id: idSchema,
    fields: z
      .strictObject({
        title: named,
        noticedAt,
        happenedAt: noticedAt.nullable(),
        what,
        risk,
        consequences,
        measures,
        count: count.unwrap().nullable(),
        affected: affectedSchema,
        data: z.array(z.enum(breachedData)),
      })
      .partial(),
  }),
  undoable: true,
  run(draft, { id, fields: { data, ...fields } }) {
    if (draft.get('breaches', id) === undefined) return missing;
    const said = Object.entries(filled(fields)).map(([key, value]) => [key, value ?? undefined]);
    draft.assign('breaches', id, Object.fromEntries(said));
    if (data !== undefined)
      replaceEntries(
        draft,
        'breaches',
        id,
        'data',
        Object.fromEntries(data.map((each) => [each, true as const])),
      );
    return ok({ id });
  },
});

const noteStep = defineCommand({
  name: 'breach.noteStep',
  title: 'Note a step about a breach',
  args: z.strictObject({
    id: idSchema,
    step: z.enum(breachSteps),
    at: noticedAt,
    note: z.string().max(1000).optional(),
  }),
  undoable: true,
  run(draft, { id, step, at, note }, { memberId }) {
    if (draft.get('breaches', id) === undefined) return missing;
    draft.putEntry('breaches', id, 'steps', step, { at, memberId, ...given({ note }) });
    return ok({ id });
  },
});

const takeBackStep = defineCommand({
  name: 'breach.takeBackStep',
  title: 'Take back a step about a breach',
  args: z.strictObject({ id: idSchema, step: z.enum(breachSteps) }),
  undoable: true,
  run(draft, { id, step }) {
    if (draft.get('breaches', id) === undefined) return missing;
    draft.removeEntry('breaches', id, 'steps', step);
    return ok({ id });
  },
});

const setClock = defineCommand({
  name: 'breach.setClock',
  title: 'Change how long there is to report a breach',
  args: z.strictObject({ clock: z.enum(['authority', 'certIn']), hours: z.int().min(1).max(10_000) }),
  undoable: true,
  run(draft, { clock, hours }) {
    if (draft.get('processing', 'processing') === undefined) draft.create('processing', { id: 'processing' });
    draft.putEntry('processing', 'processing', 'breachHours', clock, hours);
    return ok({ clock });
  },
});

export const breachCommands = [open, update, noteStep, takeBackStep, setClock] as const;

import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import type { JobItem } from '#shared/domain/job.ts';
import { checksOf, type JobType, jobTypeSchema } from '#shared/domain/job-type.ts';
import { mostChecks } from '#shared/domain/visit.ts';
import { filled } from '#shared/lib/given.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import { defineCommand } from './command.ts';

const { name, minutes, checklist } = jobTypeSchema.shape;
const longestCheck = 300;

const addType = defineCommand({
  name: 'jobType.add',
  title: 'Add type of job',
  args: z.object({ name: name.trim().min(1) }),
  undoable: true,
  run(draft, { name: called }, { newId, now }) {
    const id = newId();
    draft.create('jobTypes', { id, name: called, createdAt: now });
    return ok({ id });
  },
});

const updateType = defineCommand({
  name: 'jobType.update',
  title: 'Change type of job',
  args: z.object({
    id: idSchema,
    name: name.trim().min(1).optional(),
    /** `null`: nobody says how long it takes. */
    minutes: minutes.unwrap().nullable().optional(),
    checklist: checklist.unwrap().optional(),
    serviceIds: z.array(idSchema).max(200).optional(),
  }),
  undoable: true,
  run(draft, { id, serviceIds, minutes: length, ...fields }) {
    const before = draft.get('jobTypes', id);
    if (before === undefined) return missing();
    const checks = checksOf(fields);
    if (checks.length > mostChecks)
      return problem(
        'jobType.checks-many',
        `A checklist has ${mostChecks} lines at most; this one has ${checks.length}.`,
      );
    if (checks.some((check) => check.length > longestCheck))
      return problem('jobType.check-long', `A line of a checklist has ${longestCheck} letters at most.`);
    draft.assign('jobTypes', id, filled(fields));
    if (length !== undefined) draft.assign('jobTypes', id, { minutes: length ?? undefined });
    if (serviceIds !== undefined) {
      const lines = serviceIds.map((each) => [each, before.lines?.[each] ?? { quantity: '1' }] as const);
      replaceEntries(draft, 'jobTypes', id, 'lines', Object.fromEntries(lines));
    }
    return ok({ id });
  },
});

const archiveType = defineCommand({
  name: 'jobType.archive',
  title: 'Remove type of job',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    if (draft.get('jobTypes', id) === undefined) return missing();
    draft.patch('jobTypes', id, { archivedAt: now });
    return ok({ id });
  },
});

const missing = () => problem('jobType.missing', 'This type of job no longer exists.');

/** What is charged for a job of a type, at the prices of the list as they are now. */
export function itemsOfType(records: RecordReader, { lines = {} }: JobType): JobItem[] {
  return Object.entries(lines)
    .flatMap(([id, { quantity }]) => {
      const service = records.get('services', id);
      return service === undefined || service.archivedAt !== undefined ? [] : [{ service, quantity }];
    })
    .toSorted((a, b) => a.service.order - b.service.order || (a.service.id < b.service.id ? -1 : 1))
    .map(({ service, quantity }, order) => {
      const { name: called, unitPrice, currency, id: serviceId } = service;
      return { name: called, quantity, unitPrice, currency, serviceId, order };
    });
}

export const jobTypeCommands = [addType, updateType, archiveType] as const;

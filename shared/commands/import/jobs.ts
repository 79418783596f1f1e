import type { z } from 'zod';
import { type JobRow, jobRowSchema, mostRowVisits } from '#shared/domain/import.ts';
import type { Job } from '#shared/domain/job.ts';
import { ok } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { siteForJob } from '../job-site.ts';
import { addVisit } from '../visit.ts';
import { customerOf } from './identity.ts';
import { countUp, markOf, markOfRecord, openImport, piece } from './import.ts';

const args = piece(jobRowSchema);

export const importJobs = defineCommand({
  name: 'import.jobs',
  title: 'Bring jobs in',
  args,
  // Each import is taken back as a whole: see `import.undo`.
  undoable: false,
  run(draft, { importId, known, rows }: z.infer<typeof args>, context) {
    const open = openImport(draft, importId, 'jobs');
    if (!open.ok) return open;
    const done = { made: 0, filled: 0, left: 0 };
    for (const { row, knownId } of rows) {
      const job = known === 'add' || knownId === undefined ? undefined : draft.get('jobs', knownId);
      if (job === undefined) done[makeJob(draft, importId, row, context)]++;
      else if (known === 'fill' && fillJob(draft, importId, job, row, context)) done.filled++;
      else done.left++;
    }
    countUp(draft, open.value, done);
    return ok(done);
  },
});

function makeJob(
  draft: RecordWriter,
  importId: string,
  row: JobRow,
  context: CommandContext,
): 'made' | 'left' {
  const contactId = customerOf(draft, importId, row.customer, context);
  if (contactId === undefined) return 'left';
  const siteId = siteOf(draft, importId, contactId, row, context);
  const { title, notes, price, past, rowId, createdAt = context.now } = row;
  const currency = draft.get('business', 'business')?.currency;
  const job: Job = {
    id: context.newId(),
    contactId,
    title,
    createdAt,
    ...(notes !== undefined && { notes }),
    ...(siteId !== undefined && { siteId }),
    ...(past !== undefined && { past }),
    ...(price !== undefined &&
      currency !== undefined && {
        items: { [context.newId()]: { name: title, quantity: '1', unitPrice: price, currency, order: 0 } },
      }),
  };
  const filled = addVisits(draft, job.id, row.visits, context);
  draft.create('jobs', { ...job, imported: { [importId]: { made: markOfRecord(job), rowId, filled } } });
  return 'made';
}

/** The site that the row names, or the usual one; a new one is taken back with the customer. */
function siteOf(
  draft: RecordWriter,
  importId: string,
  contactId: string,
  { customer }: JobRow,
  context: CommandContext,
): string | undefined {
  const [named] = customer.row.addresses ?? [];
  const { label: _, ...address } = named ?? {};
  const before = new Set(draft.by('sites', 'contactId', contactId).map(({ id }) => id));
  const siteId = siteForJob(draft, contactId, named && address, context);
  if (siteId === undefined || before.has(siteId)) return siteId;
  const had = draft.get('contacts', contactId)?.imported?.[importId];
  draft.putEntry('contacts', contactId, 'imported', importId, {
    ...had,
    filled: { ...had?.filled, [`sites.${siteId}`]: markOfRecord(draft.get('sites', siteId)!) },
  });
  return siteId;
}

function addVisits(
  draft: RecordWriter,
  jobId: string,
  visits: JobRow['visits'],
  context: CommandContext,
): Record<string, string> {
  return Object.fromEntries(
    visits.map((visit) => {
      const id = addVisit(draft, jobId, visit, context);
      return [`visits.${id}`, markOfRecord(draft.get('visits', id)!)];
    }),
  );
}

/** Adds the visits and the notes that a job lacks, which came of an earlier file; what stands there stays. */
function fillJob(
  draft: RecordWriter,
  importId: string,
  job: Job,
  { visits, notes, rowId }: JobRow,
  context: CommandContext,
): boolean {
  const starts = new Set(
    draft
      .by('visits', 'jobId', job.id)
      .map(({ time, plannedFor }) => [time.start, plannedFor])
      .flat(),
  );
  const lacking = visits.filter(({ start }) => !starts.has(start)).slice(0, mostRowVisits);
  const filled = addVisits(draft, job.id, lacking, context);
  if (notes !== undefined && (job.notes ?? '') === '') {
    draft.patch('jobs', job.id, { notes });
    filled['notes'] = markOf(notes);
  }
  if (Object.keys(filled).length === 0) return false;
  const had = job.imported?.[importId];
  draft.putEntry('jobs', job.id, 'imported', importId, {
    ...had,
    rowId,
    filled: { ...had?.filled, ...filled },
  });
  return true;
}

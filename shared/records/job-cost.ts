import { draftTotals } from '#shared/domain/invoice-content.ts';
import { isStanding } from '#shared/domain/invoice-status.ts';
import { type JobCost, jobCost } from '#shared/domain/job-cost.ts';
import { staffFrom } from '#shared/domain/staff.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { workedTime } from '#shared/domain/timesheet.ts';
import { itemLines } from './job-lines.ts';
import { billedItems } from './plan-visits.ts';
import type { RecordReader } from './reader.ts';

/** The collections of which cost, price and margin of a job are made. */
export const partsOfCost = [
  'costs',
  'jobEvents',
  'issued',
  'documents',
  'services',
  'staff',
  'members',
  'business',
  'plans',
  'planTerms',
  'jobs',
  'visits',
] as const;

/** What a job cost and brought, for who has a key for the money; nothing before there is a business. */
export function readJobCost(records: RecordReader, job: PlannedJob, now: number): JobCost | undefined {
  const business = records.get('business', 'business');
  if (business === undefined) return undefined;
  const staff = staffFrom(records.all('staff'), records.all('members'));
  const staffIdsOf = (workerId: string) =>
    staff.filter(({ id, memberId }) => id === workerId || memberId === workerId).map(({ id }) => id);
  return jobCost({
    job,
    worked: workedTime(records.by('jobEvents', 'jobId', job.id), now),
    price: priceOf(records, job),
    currency: business.currency,
    timeZone: business.timeZone,
    costsOf: (subjectId) => records.by('costs', 'subjectId', subjectId),
    staffIdsOf,
  });
}

/**
 * What is charged before tax: what its invoices say, less what was taken back; before there is one, what its draft
 * says, else its lines. `undefined` where that is in another currency than the business's.
 */
function priceOf(records: RecordReader, job: PlannedJob): bigint | undefined {
  const business = records.get('business', 'business')!;
  const issued = records.by('issued', 'jobId', job.id);
  const stands = issued.some(
    (each) => each.kind === 'invoice' && isStanding(each, records.by('issued', 'correctsId', each.id)),
  );
  if (stands)
    return issued.every(({ currency }) => currency === business.currency)
      ? issued.reduce((sum, { totals }) => sum + BigInt(totals.net), 0n)
      : undefined;
  const known = job.documentId === undefined ? undefined : records.get('documents', job.documentId);
  const draft = known?.issuedId === undefined ? known : undefined;
  const items = billedItems(records, job);
  const currencies = draft ? [draft.currency] : Object.values(items).map(({ currency }) => currency);
  if (currencies.some((currency) => currency !== business.currency)) return undefined;
  const priced = draft ?? { lines: itemLines(records, items), discount: undefined };
  return BigInt(draftTotals(priced, business, undefined).totals.net);
}

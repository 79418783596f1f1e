import type { Address } from '#shared/domain/common.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { dayOf } from '#shared/domain/day.ts';
import { boundsOf } from '#shared/domain/local-time.ts';
import { holdsOn } from '#shared/domain/relationship.ts';
import type { VisitRecord } from '#shared/domain/visit.ts';
import { readJob } from './jobs.ts';
import type { RecordReader } from './reader.ts';

/** Whom to ring. */
interface Reached {
  name: string;
  phones: string[];
}

/** What whoever goes there has to know. No price stands in it: it lies in a van. */
export interface RunStop {
  visitId: string;
  time: Pick<VisitRecord['time'], 'start' | 'end' | 'anyTime'>;
  window: VisitRecord['window'];
  customer: Reached;
  /** Who lives there or looks after it, where that is somebody else. */
  onSite: Reached[];
  address: Address | undefined;
  siteName: string | undefined;
  access: string | undefined;
  hazards: string | undefined;
  work: string;
  notes: string[];
}

/** Where somebody goes on a day, in the order of time; what has no hour comes first. */
export function dayRun(records: RecordReader, staffId: string, day: string, timeZone: string): RunStop[] {
  const { start, end } = boundsOf(day, timeZone);
  return Array.from(records.all('visits'))
    .filter(({ time, assignees }) => assignees?.[staffId] && time.start < end && start < time.end)
    .flatMap((visit) => stopOf(records, visit, timeZone) ?? [])
    .toSorted((a, b) => Number(!a.time.anyTime) - Number(!b.time.anyTime) || a.time.start - b.time.start);
}

function stopOf(records: RecordReader, visit: VisitRecord, timeZone: string): RunStop | undefined {
  const job = readJob(records, visit.jobId);
  // A visit that was cancelled is none of its visits.
  if (job === undefined || job.state === 'cancelled' || job.visits[visit.id] === undefined) return undefined;
  const contact = records.get('contacts', job.contactId);
  const site = job.siteId === undefined ? undefined : records.get('sites', job.siteId);
  const [first] = Object.values(contact?.addresses ?? {});
  const day = dayOf(visit.time.start, timeZone);
  return {
    visitId: visit.id,
    time: visit.time,
    window: visit.window,
    customer: reached(contact),
    onSite: site === undefined ? [] : onSite(records, site.id, job.contactId, day),
    address: site?.address ?? first,
    siteName: site?.name,
    access: site?.access,
    hazards: site?.hazards,
    work: job.title,
    notes: [visit.notes, job.notes].filter((note) => note !== undefined && note !== '') as string[],
  };
}

function onSite(records: RecordReader, siteId: string, customerId: string, day: string): Reached[] {
  const there = records
    .by('relationships', 'siteId', siteId)
    .filter((each) => each.role !== 'paysFor' && each.contactId !== customerId && holdsOn(each, day));
  return there.map(({ contactId }) => reached(records.get('contacts', contactId))).filter(({ name }) => name);
}

function reached(contact: Contact | undefined): Reached {
  const phones = Object.values(contact?.phones ?? {}).map(({ number }) => number);
  return { name: contact?.name ?? '', phones };
}

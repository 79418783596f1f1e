import { type JobEvent, standingEvents, workerOf } from '#shared/domain/job-event.ts';
import { type JobFile, shownFiles } from '#shared/domain/job-file.ts';
import { sortedVisits } from '#shared/domain/job-states.ts';
import {
  composeReport,
  type ReportContent,
  type ReportPhoto,
  type ShownLabel,
} from '#shared/domain/report-content.ts';
import { isChangedSince } from '#shared/domain/signature.ts';
import { staffFrom } from '#shared/domain/staff.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { readJob } from './jobs.ts';
import type { RecordReader } from './reader.ts';
import { addressOfJob } from './sites.ts';

/** How many photos a report shows; more make a file that no channel takes. */
export const mostReportPhotos = 40;

/** What a report is put together from. */
export const partsOfReports = [
  'business',
  'contacts',
  'sites',
  'jobs',
  'jobTypes',
  'visits',
  'jobEvents',
  'issued',
  'staff',
  'members',
] as const;

/** A photo that a report shows, before it is read. */
export type PhotoToShow = JobFile & { label: ShownLabel };

/** The photos that say what they show, those before the work first; files of other kinds stay where they are. */
export function photosToShow(files: readonly JobFile[]): PhotoToShow[] {
  const pictures = shownFiles(files).filter(({ file }) => file?.mimeType.startsWith('image/') === true);
  return (['before', 'after'] as const).flatMap((label) =>
    pictures.flatMap((each) => (each.label === label ? [{ ...each, label }] : [])),
  );
}

/** The report of a job as its records are now; `undefined` while they are not all here. */
export function readReport(
  records: RecordReader,
  jobId: string,
  { photos, now, version = 1 }: { photos: readonly ReportPhoto[]; now: number; version?: number },
): ReportContent | undefined {
  const job = readJob(records, jobId);
  const business = records.get('business', 'business');
  const customer = job && records.get('contacts', job.contactId);
  if (job === undefined || business === undefined || customer === undefined) return undefined;
  const events = standingEvents(records.by('jobEvents', 'jobId', jobId));
  return composeReport({
    business,
    customer,
    place: addressOfJob(records, job),
    job,
    form: job.typeId === undefined ? undefined : records.get('jobTypes', job.typeId),
    visits: sortedVisits(job).flatMap(({ id }) => records.get('visits', id) ?? []),
    signatures: events.flatMap(({ kind, at, signature, visitId }) => {
      if (kind !== 'signed' || signature === undefined) return [];
      const visit = visitId === undefined ? undefined : records.get('visits', visitId);
      return [{ at, signature, isChanged: isChangedSince(signature, job, visit, business.locale) }];
    }),
    workers: workersOf(records, job, events),
    photos,
    now,
    version,
  });
}

/** What those are called who were at work; where nobody has said so, the people who were sent. */
function workersOf(records: RecordReader, job: PlannedJob, events: readonly JobEvent[]): string[] {
  const staff = staffFrom(records.all('staff'), records.all('members')).filter(
    ({ kind }) => kind === 'person',
  );
  const names = new Map(staff.flatMap(({ id, memberId, name }) => [[memberId ?? id, name] as const]));
  for (const { id, name } of staff) names.set(id, name);
  const worked = events.filter(({ kind }) => kind === 'started' || kind === 'worked').map(workerOf);
  const sent = sortedVisits(job).flatMap(({ staffIds = [] }) => staffIds);
  const ids = worked.length > 0 ? worked : sent;
  return [...new Set(ids.flatMap((id) => names.get(id) || []))];
}

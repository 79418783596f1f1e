import { type CalendarEntry, calendarFile } from '#shared/domain/ics-file.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import { jobReference, type PublishedFeed } from '#shared/domain/published-feed.ts';
import { staffIdsOf } from '#shared/domain/staff.ts';
import { compareCodes } from '#shared/lib/compare.ts';
import { jobsBetween } from './jobs.ts';
import type { RecordReader } from './reader.ts';
import { addressOfJob } from './sites.ts';

const day = 86_400_000;
/** So much of the past, and of what is to come, and so many visits at most. */
const [back, ahead, most] = [30 * day, 180 * day, 1000];

/** A person's visits as a calendar for a phone: the same on each device that knows the same, for a day. */
export function publishedCalendar(records: RecordReader, feed: PublishedFeed, now: number): string {
  const today = Math.floor(now / day) * day;
  const [from, to] = [today - back, today + ahead];
  const ids = staffIdsOf(feed.staffId, records.all('staff'));
  const entries = jobsBetween(records, from, to).flatMap((job) =>
    Object.keys(job.visits).flatMap((id): CalendarEntry[] => {
      const record = records.get('visits', id);
      const isTheirs = job.visits[id]!.staffIds?.some((staffId) => ids.has(staffId)) === true;
      if (record === undefined || !isTheirs || record.time.start >= to || record.time.end <= from) return [];
      if (!isOpenJob(job) && job.state === 'cancelled') return [];
      return [{ id, createdAt: record.createdAt, time: record.time, ...wordsOfJob(records, feed, job) }];
    }),
  );
  const sorted = entries.toSorted((a, b) => a.time.start - b.time.start || compareCodes(a.id, b.id));
  return calendarFile(sorted.slice(0, most), today, feed.words.name);
}

/** What a phone shows when no device has renewed its calendar until a moment. */
export function expiredCalendar({ words }: PublishedFeed, expiresAt: number): string {
  const time = { start: expiresAt, end: expiresAt + 7 * day, zone: 'UTC', anyTime: true as const };
  const entry = { id: 'expired', createdAt: expiresAt, time, title: words.expired, address: undefined };
  return calendarFile([entry], expiresAt, words.name);
}

/** What a calendar elsewhere says of a job. */
export type JobWords = Pick<CalendarEntry, 'title' | 'address' | 'description'>;

/** Without a field that was chosen: that somebody is busy, and a reference. */
export function wordsOfJob(
  records: RecordReader,
  { fields = {}, words }: { fields?: PublishedFeed['fields']; words: { busy: string } },
  job: { id: string; title: string; contactId: string; siteId?: string | undefined },
): JobWords {
  const contact = records.get('contacts', job.contactId);
  const told = [fields['title'] && job.title, fields['customer'] && contact?.name].filter(Boolean);
  const phone = fields['phone'] ? Object.values(contact?.phones ?? {})[0]?.number : undefined;
  return {
    title: told.length > 0 ? told.join(' · ') : `${words.busy} · ${jobReference(job.id)}`,
    address: fields['address'] ? addressOfJob(records, job) : undefined,
    description: phone,
  };
}

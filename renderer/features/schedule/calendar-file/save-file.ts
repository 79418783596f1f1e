import { calendarFile } from '#shared/domain/ics-file.ts';
import { readTable, windowRecords } from '#renderer/state/records.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import type { ScheduledVisit } from '../use-visits.ts';

/** Offers visits as a calendar file. */
export function saveCalendarFile(name: string, visits: readonly ScheduledVisit[]): void {
  const entries = visits.flatMap(({ id, job, customer }) => {
    const record = readTable('visits').get(id);
    if (record === undefined) return [];
    const address = windowRecords.get('sites', job.siteId ?? '')?.address;
    const title = [job.title, customer].filter(Boolean).join(' · ');
    return [{ id, createdAt: record.createdAt, time: record.time, title, address }];
  });
  const text = calendarFile(entries, Date.now());
  offerFile(name, new Blob([text], { type: 'text/calendar;charset=utf-8' }));
}

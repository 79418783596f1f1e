import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import type { Visit } from '#shared/domain/visit.ts';
import { visitConflicts } from '#shared/domain/visit-conflicts.ts';
import { useFormat } from './format.ts';
import { useJobs } from './jobs.ts';
import { useRecord, useTable } from './records.ts';

/** What stands against the visit, in words that name it; told while it is chosen, and no obstacle. */
export function useVisitConflicts(visit: Visit | undefined, except?: string): string[] {
  const { t } = useTranslation('jobs');
  const { timeZone, locale, time } = useFormat();
  const jobs = useJobs();
  const contacts = useTable('contacts');
  const hours = useRecord('business', 'business')?.hours;
  if (visit === undefined || hours === undefined) return [];
  return visitConflicts(visit, jobs, { hours, timeZone }, except).map((conflict) => {
    if (conflict.kind === 'overlaps') {
      const { job, visit: other } = conflict;
      const customer = contacts.get(job.contactId)?.name ?? t('unknownCustomer');
      return t('conflict.overlaps', {
        from: time(other.start),
        to: time(other.end),
        title: job.title,
        customer,
      });
    }
    const day = formatDay(conflict.day, locale);
    if (conflict.kind === 'closed') return t('conflict.closed', { day });
    const open = conflict.shifts.map(({ from, to }) => `${from}–${to}`).join(', ');
    return t('conflict.outside', { day, open });
  });
}

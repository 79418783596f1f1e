import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import type { Visit } from '#shared/domain/visit.ts';
import { type VisitConflict, visitConflicts } from '#shared/domain/visit-conflicts.ts';
import { jobsBetween } from '#shared/records/jobs.ts';
import { useFormat } from './format.ts';
import { useReader, useRecord, useTable } from './records.ts';
import { useStaff } from './staff.ts';

/**
 * What stands against the visit, in words that name it; told while it is chosen, and no obstacle. Where it is not
 * known who goes, everybody's visits are told.
 */
export function useVisitConflicts(visit: Visit | undefined, except?: string): string[] {
  const { timeZone } = useFormat();
  const records = useReader(['jobs', 'visits']);
  const hours = useRecord('business', 'business')?.hours;
  const isTeam = useStaff().length > 1 && visit?.staffIds !== undefined;
  const inWords = useConflictWords();
  if (visit === undefined || hours === undefined) return [];
  const jobs = jobsBetween(records, visit.start, visit.end);
  return visitConflicts(visit, jobs, { hours, timeZone }, { except, isTeam }).map(inWords);
}

/** Says what stands against a visit. */
export function useConflictWords(): (conflict: VisitConflict) => string {
  const { t } = useTranslation('jobs');
  const { locale, time } = useFormat();
  const contacts = useTable('contacts');
  return useCallback(
    (conflict) => {
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
    },
    [contacts, locale, t, time],
  );
}

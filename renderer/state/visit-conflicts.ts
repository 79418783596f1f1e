import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import {
  type ConflictRules,
  longestWay,
  type VisitConflict,
  visitConflicts,
} from '#shared/domain/visit-conflicts.ts';
import { conflictRules } from '#shared/records/availability.ts';
import { jobsBetween, readJob } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { useFormat } from './format.ts';
import { jobsAndParts } from './jobs.ts';
import { useReader, useRecord, useTable } from './records.ts';
import { useStaff, useStaffName } from './staff.ts';

/** By what visits are looked at: working hours, holidays, leave, time blocks, ways. None until the business is known. */
export function useConflictRules(): ConflictRules | undefined {
  const business = useRecord('business', 'business');
  const records = useReader(['timeBlocks', 'busyTimes', 'areas', 'sites', 'staff', 'members']);
  return useMemo(() => business && conflictRules(records, business), [records, business]);
}

/** The jobs with visits that may be in the way of one at this time. */
export function jobsAround(
  records: RecordReader,
  { start, end }: Pick<Visit, 'start' | 'end'>,
): PlannedJob[] {
  return jobsBetween(records, start - longestWay, end + longestWay);
}

/**
 * What stands against the visit, in words that name it; told while it is chosen, and no obstacle. Where it is not
 * known who goes, everybody's visits are told. `jobId`: whose it is; `except`: the visit itself where it is moved.
 */
export function useVisitConflicts(
  visit: Visit | undefined,
  { jobId, except }: { jobId?: string; except?: string | undefined } = {},
): string[] {
  const records = useReader(jobsAndParts);
  const rules = useConflictRules();
  const isTeam = useStaff().length > 1 && visit?.staffIds !== undefined;
  const inWords = useConflictWords();
  if (visit === undefined || rules === undefined) return [];
  const known = jobId === undefined ? undefined : readJob(records, jobId);
  const job = known && { ...known, visits: {} };
  return visitConflicts(visit, jobsAround(records, visit), rules, { except, isTeam, job }).map(inWords);
}

/** Says what stands against a visit. */
export function useConflictWords(): (conflict: VisitConflict) => string {
  const { t } = useTranslation('jobs');
  const { locale, time } = useFormat();
  const contacts = useTable('contacts');
  const staffName = useStaffName();
  return useCallback(
    (conflict) => {
      const nameOf = (id: string | undefined) => (id === undefined ? undefined : staffName(id));
      const spanOf = ({ start, end }: { start: number; end: number }) => ({
        from: time(start),
        to: time(end),
      });
      const isShown = (day: string) => formatDay(day, locale);
      switch (conflict.kind) {
        case 'overlaps':
        case 'travel': {
          const { job, visit } = conflict;
          const customer = contacts.get(job.contactId)?.name ?? t('unknownCustomer');
          const words = { ...spanOf(visit), title: job.title, customer };
          if (conflict.kind === 'overlaps') return t('conflict.overlaps', words);
          return t('conflict.travel', { ...words, minutes: conflict.minutes });
        }
        case 'away': {
          const { kind, title = '', staffId } = conflict.block;
          return t(`conflict.away.${kind}`, { name: nameOf(staffId) ?? t('conflict.away.everybody'), title });
        }
        case 'closed': {
          const { day, holiday } = conflict;
          if (holiday === undefined) return t('conflict.closed', { day: isShown(day) });
          return t('conflict.holiday', { day: isShown(day), holiday });
        }
        default:
          return outsideWords(conflict);
      }

      function outsideWords({ day, shifts, staffId }: Extract<VisitConflict, { kind: 'outside' }>): string {
        const open = shifts.map(({ from, to }) => `${from}–${to}`).join(', ');
        const name = nameOf(staffId);
        if (name === undefined) return t('conflict.outside', { day: isShown(day), open });
        if (open === '') return t('conflict.dayOff', { day: isShown(day), name });
        return t('conflict.outsideOf', { day: isShown(day), open, name });
      }
    },
    [contacts, locale, t, time, staffName],
  );
}

import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useConflictWords } from '#renderer/state/visit-conflicts.ts';
import type { Person } from './use-people.ts';
import type { ScheduledVisit } from './use-visits.ts';

/** How the schedule says what it shows of a visit. */
export function useVisitWords(people: readonly Person[]) {
  const { t } = useTranslation('schedule');
  const { time, day } = useFormat();
  const conflictWords = useConflictWords();
  const span = ({ start, end }: { start: number; end: number }) => `${time(start)}–${time(end)}`;
  /** When it is, shortly. */
  const when = (visit: Pick<ScheduledVisit, 'start' | 'end' | 'anyTime'>) =>
    visit.anyTime ? t('anyTime') : span(visit);
  const who = ({ staffIds }: Pick<ScheduledVisit, 'staffIds'>) =>
    people.flatMap(({ id, name }) => (staffIds.includes(id) ? [name] : [])).join(', ');
  return {
    when,
    who,
    /** When somebody was promised to come. */
    promised: ({ window }: Pick<ScheduledVisit, 'window'>) =>
      window === undefined ? undefined : t('promised', { span: span(window) }),
    conflicts: (visit: Pick<ScheduledVisit, 'conflicts'>) => visit.conflicts.map(conflictWords).join(' '),
    /** All of it, for those who hear it and as a tooltip. */
    whole: (visit: ScheduledVisit) =>
      [
        visit.customer ?? t('unknownCustomer'),
        visit.job.title,
        `${day(visit.start)}, ${when(visit)}`,
        visit.window && t('promised', { span: span(visit.window) }),
        visit.town,
        who(visit),
        visit.mark && t(`mark.${visit.mark}`),
      ]
        .filter(Boolean)
        .join(' · '),
  };
}

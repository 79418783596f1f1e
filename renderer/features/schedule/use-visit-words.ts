import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { VisitConflict } from '#shared/domain/visit-conflicts.ts';
import { type Format, useFormat } from '#renderer/state/format.ts';
import { useConflictWords } from '#renderer/state/visit-conflicts.ts';
import type { Person } from './use-people.ts';
import type { ScheduledVisit } from './use-visits.ts';

/** How the schedule says what it shows of a visit. */
export type VisitWords = ReturnType<typeof visitWords>;

export function useVisitWords(people: readonly Person[]): VisitWords {
  const { t } = useTranslation('schedule');
  const format = useFormat();
  const conflictWords = useConflictWords();
  return useMemo(() => visitWords(people, t, format, conflictWords), [people, t, format, conflictWords]);
}

function visitWords(
  people: readonly Person[],
  t: TFunction<'schedule'>,
  { time, day }: Format,
  conflictWords: (conflict: VisitConflict) => string,
) {
  const span = ({ start, end }: { start: number; end: number }) => `${time(start)}–${time(end)}`;
  /** When it is, shortly. */
  const when = (visit: Pick<ScheduledVisit, 'start' | 'end' | 'anyTime'>) =>
    visit.anyTime ? t('anyTime') : span(visit);
  const who = ({ staffIds }: Pick<ScheduledVisit, 'staffIds'>) =>
    people.flatMap(({ id, name }) => (staffIds.includes(id) ? [name] : [])).join(', ');
  const customer = (visit: Pick<ScheduledVisit, 'customer'>) => visit.customer ?? t('unknownCustomer');
  /** When somebody was promised to come. */
  const promised = ({ window }: Pick<ScheduledVisit, 'window'>) =>
    window === undefined ? undefined : t('promised', { span: span(window) });
  return {
    when,
    who,
    customer,
    promised,
    conflicts: (visit: Pick<ScheduledVisit, 'conflicts'>) => visit.conflicts.map(conflictWords).join(' '),
    /** All of it, for those who hear it and as a tooltip: what is shown comes first, in its order; `begins`: where that stands before the name. */
    whole: (visit: ScheduledVisit, begins?: string) =>
      [
        visit.mark && t(`mark.${visit.mark}`),
        begins,
        customer(visit),
        visit.job.title,
        promised(visit) ?? when(visit),
        visit.town,
        day(visit.start),
        visit.window && when(visit),
        who(visit),
      ]
        .filter(Boolean)
        .join(' · '),
  };
}

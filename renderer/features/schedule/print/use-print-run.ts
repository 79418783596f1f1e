import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import { dayRun } from '#shared/records/day-run.ts';
import { useFormat } from '#renderer/state/format.ts';
import { windowRecords } from '#renderer/state/records.ts';
import { printMarkup } from '#renderer/ui/index.ts';
import type { Person } from '../use-people.ts';
import { runMarkup, runStyles } from './run-markup.ts';

/** Prints where people go on a day, a page for each who goes anywhere; of one alone it is printed in any case. */
export function usePrintRun(people: readonly Person[], day: string, who: string | undefined): () => void {
  const { t } = useTranslation('schedule');
  const format = useFormat();
  return () => {
    const { timeZone, locale } = format;
    const wanted = people.filter(({ id }) => who === undefined || id === who);
    const runs = wanted.map(({ id, name }) => ({ name, stops: dayRun(windowRecords, id, day, timeZone) }));
    const filled = runs.filter(({ stops }) => stops.length > 0);
    const shown = filled.length > 0 ? filled : runs.slice(0, 1);
    const written = formatDay(day, locale, 'long');
    printMarkup({
      markup: runMarkup(shown, written, t, format),
      styles: runStyles,
      title: `${t('run.title')} ${day}`,
    });
  };
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import type { Column } from '../layout/columns.ts';
import type { Person } from '../use-people.ts';

/** What a column is called for those who hear it. */
export function useColumnName(people: readonly Person[]): (column: Pick<Column, 'day' | 'person'>) => string {
  const { t } = useTranslation('schedule');
  const { locale } = useFormat();
  const format = useMemo(
    () =>
      new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }),
    [locale],
  );
  return ({ day, person }) => {
    const words = format.format(new Date(`${day}T12:00:00Z`));
    if (person === undefined) return words;
    return `${people.find(({ id }) => id === person)?.name ?? t('nobody')}, ${words}`;
  };
}

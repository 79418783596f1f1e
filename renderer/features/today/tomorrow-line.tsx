import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import type { Tomorrow } from './tomorrow.ts';
import classes from './today.module.css';

/** After the last line: one sentence about the next day. */
export function TomorrowLine({ tomorrow }: { tomorrow: Tomorrow | undefined }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const known = useRecord('contacts', tomorrow?.first?.contactId)?.name;
  if (tomorrow === undefined) return null;
  const { count, first } = tomorrow;
  const name = known ?? t('somebody');
  const words =
    first === undefined
      ? t('tomorrow.nothing')
      : first.anyTime
        ? t('tomorrow.anyTime', { count, name })
        : t('tomorrow.visits', { count, name, time: format.time(first.start) });
  return <p className={classes.tomorrow}>{words}</p>;
}

import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RetentionTerms } from '#shared/domain/retention/order.ts';
import {
  daysOf,
  leastDays,
  retentionKinds,
  usualDays,
  type WindowKind,
} from '#shared/domain/retention/windows.ts';
import { useRecord } from '#renderer/state/records.ts';
import settingsClasses from '../settings.module.css';
import classes from './retention.module.css';

const kinds = retentionKinds.filter((kind): kind is WindowKind => kind !== 'documents');
const choices = [14, 30, 35, 60, 90, 180, 365, 730, 1095, 1825, 2555, 3650];

interface WindowsProps {
  terms: RetentionTerms;
  onChange: (windows: RetentionTerms['windows']) => void;
}

/** Each kind with how long it stays, what is meant by it, and where it leaves. */
export function Windows({ terms, onChange }: WindowsProps) {
  const { t } = useTranslation('retention');
  return (
    <ul className={classes.list} aria-label={t('kinds')}>
      {kinds.map((kind) => (
        <li key={kind} className={classes.entry}>
          <div className={classes.words}>
            <span className={classes.name}>{t(`kind.${kind}`)}</span>
            <p className={settingsClasses.muted}>{t(`kindHint.${kind}`)}</p>
          </div>
          <Window
            kind={kind}
            terms={terms}
            onChange={(days) => onChange({ ...terms.windows, [kind]: days })}
          />
        </li>
      ))}
    </ul>
  );
}

interface WindowProps {
  kind: WindowKind;
  terms: RetentionTerms;
  onChange: (days: number | null) => void;
}

function Window({ kind, terms, onChange }: WindowProps) {
  const { t } = useTranslation('retention');
  const country = useRecord('business', 'business')?.country ?? '';
  const days = daysOf(kind, terms.windows, country);
  const least = leastDays(kind, country);
  const all = [...new Set([...choices, ...(days === undefined ? [] : [days])])].filter(
    (each) => each >= least,
  );
  // What is no record of a person may stay for ever; payloads and backups must not.
  const mayStay = usualDays[kind] === undefined || kind === 'audit' || kind === 'egress';
  return (
    <NativeSelect
      className={classes.choice}
      aria-label={t('keep', { what: t(`kind.${kind}`) })}
      value={String(days ?? '')}
      data={[
        ...(mayStay ? [{ value: '', label: t('stays') }] : []),
        ...all
          .toSorted((a, b) => a - b)
          .map((each) => ({ value: String(each), label: t('days', { count: each }) })),
      ]}
      onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : Number(value))}
    />
  );
}

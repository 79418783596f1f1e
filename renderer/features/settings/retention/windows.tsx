import { Fragment } from 'react';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { channelKinds } from '#shared/domain/channel.ts';
import type { RetentionTerms } from '#shared/domain/retention/order.ts';
import {
  type AnyWindow,
  daysOf,
  kindOfWindow,
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
  function set(window: AnyWindow, days: number | null | undefined): void {
    const { [window]: _before, ...others } = terms.windows;
    onChange(days === undefined ? others : { ...others, [window]: days });
  }
  return (
    <ul className={classes.list} aria-label={t('kinds')}>
      {kinds.map((kind) => (
        <Fragment key={kind}>
          <li className={classes.entry}>
            <div className={classes.words}>
              <span className={classes.name}>{t(`kind.${kind}`)}</span>
              <p className={settingsClasses.muted}>{t(`kindHint.${kind}`)}</p>
            </div>
            <Window
              window={kind}
              name={t(`kind.${kind}`)}
              terms={terms}
              onChange={(days) => set(kind, days)}
            />
          </li>
          {kind === 'conversations' &&
            channelKinds.map((channel) => (
              <li key={channel} className={classes.part}>
                <span className={classes.words}>{t(`channel.${channel}`)}</span>
                <Window
                  window={`conversations.${channel}`}
                  name={t(`channel.${channel}`)}
                  terms={terms}
                  onChange={(days) => set(`conversations.${channel}`, days)}
                />
              </li>
            ))}
        </Fragment>
      ))}
    </ul>
  );
}

interface WindowProps {
  window: AnyWindow;
  name: string;
  terms: RetentionTerms;
  /** `undefined`: as the kind that it is a part of. */
  onChange: (days: number | null | undefined) => void;
}

const asAll = 'all';

function Window({ window, name, terms, onChange }: WindowProps) {
  const { t } = useTranslation('retention');
  const country = useRecord('business', 'business')?.country ?? '';
  const kind = kindOfWindow(window)!;
  const isPart = window !== kind;
  const days = daysOf(window, terms.windows, country);
  const followsAll = isPart && terms.windows[window] === undefined;
  const least = leastDays(kind, country);
  const all = [...new Set([...choices, ...(days === undefined ? [] : [days])])].filter(
    (each) => each >= least,
  );
  // What is no record of a person may stay for ever; payloads and backups must not.
  const mayStay = usualDays[kind] === undefined || kind === 'audit' || kind === 'egress';
  return (
    <NativeSelect
      className={classes.choice}
      aria-label={t('keep', { what: name })}
      value={followsAll ? asAll : String(days ?? '')}
      data={[
        ...(isPart ? [{ value: asAll, label: t('asAll') }] : []),
        ...(mayStay ? [{ value: '', label: t('stays') }] : []),
        ...all
          .toSorted((a, b) => a - b)
          .map((each) => ({ value: String(each), label: t('days', { count: each }) })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        onChange(value === asAll ? undefined : value === '' ? null : Number(value))
      }
    />
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Health } from '#renderer/vault/api.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { FieldRow, StateBadge } from '#renderer/ui/index.ts';
import classes from '../settings.module.css';

/** Whether the relay has kept what it had confirmed, and passes on all of what others wrote. */
export function RelayRecord() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const devices = useRecords('devices');
  const lastStoredAt = useSession(({ sync }) => sync.lastStoredAt);
  const [health, setHealth] =
    useState<Pick<Health, 'relayLosses' | 'missingWork' | 'doubts' | 'unconfirmed'>>();
  // What the relay has confirmed last may have ended a loss.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- that something was stored is why it asks again
  useEffect(() => ignore(vault().health().then(setHealth)), [lastStoredAt]);
  if (health === undefined) return null;
  const { relayLosses, missingWork, doubts, unconfirmed } = health;
  const nameOf = (id: string) => devices.find((device) => device.id === id)?.name ?? t('team_unnamedDevice');
  const missing = [...new Set(missingWork.map(({ deviceId }) => nameOf(deviceId)))];
  return (
    <FieldRow label={t('relay_record')}>
      {relayLosses.length + missing.length + doubts.length === 0 && (
        <StateBadge tone="good">{t('relay_recordGood')}</StateBadge>
      )}
      {relayLosses.length > 0 && (
        <ul className={classes.plainList}>
          {relayLosses.map(({ at, givenBackAt }) => (
            <li key={at}>
              <time dateTime={new Date(at).toISOString()}>{format.dayAndTime(at)}</time>:{' '}
              {t(givenBackAt === undefined ? 'relay_lossOpen' : 'relay_loss')}
            </li>
          ))}
        </ul>
      )}
      {relayLosses.length >= 3 && <p className={classes.muted}>{t('relay_lossOften')}</p>}
      {missing.length > 0 && (
        <Found
          tone="warn"
          said={missing.map((device) => t('relay_missing', { device }))}
          hint={t('relay_missingHint')}
        />
      )}
      {doubts.map(({ kind, deviceId }) => (
        <Found
          key={`${kind} ${deviceId}`}
          tone="warn"
          said={[t(`relay_doubt_${kind}`, { device: deviceId === undefined ? '' : nameOf(deviceId) })]}
          hint={t(`relay_doubtHint_${kind}`)}
        />
      ))}
      {unconfirmed.length > 0 && (
        <Found
          tone="neutral"
          said={unconfirmed.map((id) => t('relay_unconfirmed', { device: nameOf(id) }))}
          hint={t('relay_unconfirmedHint')}
        />
      )}
    </FieldRow>
  );
}

/** What was found, and what it means. */
function Found({ tone, said, hint }: { tone: 'warn' | 'neutral'; said: string[]; hint: string }) {
  return (
    <div className={classes.found}>
      {[...new Set(said)].map((each) => (
        <StateBadge key={each} tone={tone}>
          {each}
        </StateBadge>
      ))}
      <p className={classes.muted}>{hint}</p>
    </div>
  );
}

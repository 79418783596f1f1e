import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useSession } from '#renderer/state/session.ts';
import { ConfirmDialog, FieldRow, Section, StateBadge, type Tone } from '#renderer/ui/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ConnectRelay } from './relay/connect-relay.tsx';
import { OtherIdentity } from './relay/other-identity.tsx';
import { RelayRecord } from './relay/relay-record.tsx';
import classes from './settings.module.css';

const tones: Record<string, Tone> = {
  online: 'good',
  connecting: 'neutral',
  offline: 'warn',
  none: 'neutral',
};

/** Where the devices meet and where WhatsApp delivers to: it only ever holds what it cannot read. */
export function RelaySection() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const sync = useSession((session) => session.sync);
  const isWaiting = useSession(({ storage }) => storage?.isWaiting === true);
  const [leaving, setLeaving] = useState(false);

  async function leave() {
    setLeaving(false);
    await run('relay.leave', {});
  }

  if (sync.connection === 'none') {
    return (
      <div>
        <Section title={t('section_relay')} hint={t('relayHint')}>
          <ConnectRelay />
        </Section>
      </div>
    );
  }
  return (
    <div>
      <Section
        title={t('section_relay')}
        hint={t('relayHint')}
        action={
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => setLeaving(true)}>
            {t('disconnect')}
          </Button>
        }
      >
        <FieldRow label={t('relayUrl')}>
          <span>{sync.relayUrl}</span>
        </FieldRow>
        <FieldRow label={t('relayState')}>
          <StateBadge tone={tones[sync.connection] ?? 'neutral'}>{t(`relay_${sync.connection}`)}</StateBadge>
          {sync.problem !== undefined && <p className={classes.muted}>{sync.problem}</p>}
          {sync.problemCode === 'relay.other-identity' && <OtherIdentity />}
        </FieldRow>
        <FieldRow label={t('relayReach')}>
          <span>{t(`reach_${isWaiting ? 'waiting' : sync.reach}`)}</span>
        </FieldRow>
        {sync.lastStoredAt !== undefined && (
          <FieldRow label={t('lastStored')}>
            <time dateTime={new Date(sync.lastStoredAt).toISOString()}>
              {format.dayAndTime(sync.lastStoredAt)}
            </time>
          </FieldRow>
        )}
        <RelayRecord />
      </Section>
      <ConfirmDialog
        opened={leaving}
        danger
        title={t('leaveRelayTitle')}
        confirmLabel={t('disconnect')}
        onConfirm={() => ignore(leave())}
        onCancel={() => setLeaving(false)}
      >
        {t('leaveRelayText')}
      </ConfirmDialog>
    </div>
  );
}

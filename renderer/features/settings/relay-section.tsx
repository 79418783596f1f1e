import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useSession } from '#renderer/state/session.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { useTeam } from '#renderer/state/team.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmDialog, FieldRow, Section, StateBadge, type Tone } from '#renderer/ui/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { ProblemText } from './problem-text.tsx';
import { ConnectRelay } from './relay/connect-relay.tsx';
import { ExposedToken } from './relay/exposed-token.tsx';
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
  const canManage = useTeam(({ team }) => team?.canManage === true);
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function leave() {
    setLeaving(false);
    const left = await withFactor(() => vault().leaveRelay());
    setProblem(left.ok ? undefined : left.error);
  }

  if (sync.connection === 'none') {
    return (
      <div>
        <Section title={t('section_relay')} hint={t('relayHint')}>
          {canManage ? <ConnectRelay /> : <p className={classes.muted}>{t('relay_ownerOnly')}</p>}
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
          canManage && (
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => setLeaving(true)}>
              {t('disconnect')}
            </Button>
          )
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
        <ExposedToken />
        {!canManage && <p className={classes.muted}>{t('relay_ownerOnly')}</p>}
        <ProblemText problem={problem} />
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

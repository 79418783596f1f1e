import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmDialog, FieldRow, Section, StateBadge, type Tone } from '#renderer/ui/index.ts';
import { drop } from '#shared/lib/drop.ts';
import { ProblemText } from './problem-text.tsx';
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
        </FieldRow>
        <FieldRow label={t('relayReach')}>
          <span>{t(`reach_${sync.reach}`)}</span>
        </FieldRow>
        {sync.lastStoredAt !== undefined && (
          <FieldRow label={t('lastStored')}>
            <time dateTime={new Date(sync.lastStoredAt).toISOString()}>
              {format.dayAndTime(sync.lastStoredAt)}
            </time>
          </FieldRow>
        )}
      </Section>
      <ConfirmDialog
        opened={leaving}
        danger
        title={t('leaveRelayTitle')}
        confirmLabel={t('disconnect')}
        onConfirm={() => drop(leave())}
        onCancel={() => setLeaving(false)}
      >
        {t('leaveRelayText')}
      </ConfirmDialog>
    </div>
  );
}

function ConnectRelay() {
  const { t } = useTranslation('settings');
  const [url, setUrl] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function connect(event: React.FormEvent) {
    event.preventDefault();
    if (!URL.canParse(url.trim())) return setProblem({ code: 'url', message: t('urlWrong') });
    setBusy(true);
    const result = await vault().connectRelay(url.trim());
    setBusy(false);
    setProblem(result.ok ? undefined : result.error);
  }

  return (
    <form className={classes.form} onSubmit={(event) => void connect(event)}>
      <TextInput
        label={t('relayUrl')}
        placeholder="https://relay.example.org"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <ProblemText problem={problem} />
      <div>
        <Button type="submit" loading={busy}>
          {t('connect')}
        </Button>
      </div>
    </form>
  );
}

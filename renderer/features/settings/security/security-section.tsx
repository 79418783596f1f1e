import { useState } from 'react';
import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showDone } from '#renderer/state/notices.ts';
import { setAutoLockMinutes, setSendsWhileLocked, usePreferences } from '#renderer/state/preferences.ts';
import { useTeam } from '#renderer/state/team.ts';
import { lockVault, vault } from '#renderer/state/vault-client.ts';
import { EditableSelect, NewPassphrase, SecretInput, Section } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import { EgressLedger } from './egress-ledger.tsx';
import { QuickUnlock } from './quick-unlock.tsx';
import { SecondFactor } from './second-factor.tsx';
import { RecoveryWords } from './recovery-words.tsx';
import classes from '../settings.module.css';

const idleMinutes = [5, 15, 30, 60, 0];

/** The lock, the passphrase, and what left this device. */
export function SecuritySection() {
  const { t } = useTranslation('settings');
  const canManage = useTeam(({ team }) => team?.canManage === true);
  const minutes = usePreferences((preferences) => preferences.autoLockMinutes);
  const sends = usePreferences((preferences) => preferences.sendsWhileLocked);
  const options = idleMinutes.map((value) => ({
    value: String(value),
    label: value === 0 ? t('autoLockNever') : t('autoLockAfter', { count: value }),
  }));
  return (
    <div className={classes.wide}>
      <Section
        title={t('lock')}
        action={
          <Button size="compact-sm" variant="default" onClick={() => ignore(lockVault())}>
            {t('lockNow')}
          </Button>
        }
      >
        <EditableSelect
          label={t('autoLock')}
          value={String(minutes)}
          options={options}
          onSave={(value) => setAutoLockMinutes(Number(value))}
        />
        <Switch
          label={t('sendsWhileLocked')}
          description={t('sendsWhileLocked_hint')}
          checked={sends}
          onChange={({ currentTarget }) => setSendsWhileLocked(currentTarget.checked)}
        />
      </Section>
      <Section title={t('passphrase')} hint={t('passphraseHint')}>
        <ChangePassphrase />
      </Section>
      <QuickUnlock />
      {canManage && <SecondFactor />}
      {canManage && (
        <Section title={t('words')} hint={t('words_hint')}>
          <RecoveryWords />
        </Section>
      )}
      <EgressLedger />
    </div>
  );
}

function ChangePassphrase() {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [ready, setReady] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function change(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    const result = await vault().changePassphrase(current, next);
    setBusy(false);
    if (!result.ok) return setProblem(result.error);
    close();
    showDone(t('passphraseChanged'));
  }

  function close() {
    setOpen(false);
    setCurrent('');
    setNext('');
    setProblem(undefined);
  }

  if (!open) {
    return (
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {t('changePassphrase')}
      </Button>
    );
  }
  return (
    <form className={classes.form} onSubmit={(event) => void change(event)}>
      <SecretInput
        label={t('currentPassphrase')}
        value={current}
        autoComplete="current-password"
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <NewPassphrase label={t('newPassphrase')} value={next} onChange={setNext} onReady={setReady} />
      <ProblemText problem={problem} />
      <div className={classes.line}>
        <Button type="submit" loading={busy} disabled={!ready || current === ''}>
          {t('changePassphrase')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

import { useCallback, useEffect, useState } from 'react';
import { Button, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { SecondFactorView } from '#renderer/vault/api.ts';
import { SecretInput, Section, StateBadge } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import { QrCode } from '../team/qr-code.tsx';
import classes from '../settings.module.css';

/** The owner's codes of an authenticator app, for what only owners do. */
export function SecondFactor() {
  const { t } = useTranslation('access');
  const format = useFormat();
  const [view, setView] = useState<SecondFactorView>();
  const [prepared, setPrepared] = useState<{ secret: string; link: string }>();
  const [recoveryCode, setRecoveryCode] = useState<string>();
  const look = useCallback(() => ignore(vault().secondFactor().then(setView)), []);
  useEffect(look, [look]);

  async function prepare() {
    const made = await vault().prepareSecondFactor();
    if (!made.ok) return showProblem(made.error);
    setPrepared(made.value);
  }

  async function switchOff() {
    const done = await withFactor(() => vault().switchSecondFactorOff());
    look();
    // Whoever closes the question knows that nothing was done.
    if (!done.ok) return done.error.code === 'factor.needed' ? undefined : showProblem(done.error);
    showDone(t('factor.isOff'));
  }

  function isSetUp(code: string) {
    setPrepared(undefined);
    setRecoveryCode(code);
    look();
  }

  if (view === undefined) return null;
  return (
    <Section title={t('factor.title')} hint={t('factor.hint')}>
      {recoveryCode !== undefined && (
        <RecoveryCode code={recoveryCode} onClose={() => setRecoveryCode(undefined)} />
      )}
      {view.since !== undefined && recoveryCode === undefined && (
        <div className={classes.state}>
          <StateBadge tone="good">{t('isOn')}</StateBadge>
          <span>{t('factor.since', { when: format.dayAndTime(view.since) })}</span>
          <Button size="xs" variant="default" onClick={() => ignore(switchOff())}>
            {t('switchOff')}
          </Button>
        </div>
      )}
      {view.since === undefined && prepared === undefined && (
        <Button size="xs" variant="default" onClick={() => ignore(prepare())}>
          {t('factor.setUp')}
        </Button>
      )}
      {prepared !== undefined && (
        <SetUp {...prepared} onDone={isSetUp} onCancel={() => setPrepared(undefined)} />
      )}
    </Section>
  );
}

function RecoveryCode({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation('access');
  return (
    <div className={classes.form}>
      <Text>{t('factor.recovery')}</Text>
      <code className={classes.code} dir="ltr">
        {code}
      </code>
      <div className={classes.line}>
        <Button size="xs" onClick={onClose}>
          {t('factor.noted')}
        </Button>
      </div>
    </div>
  );
}

interface SetUpProps {
  secret: string;
  link: string;
  onDone: (recoveryCode: string) => void;
  onCancel: () => void;
}

function SetUp({ secret, link, onDone, onCancel }: SetUpProps) {
  const { t } = useTranslation(['access', 'settings']);
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const isPassphrase = problem?.code === 'vault.wrong-passphrase';
  const isCode = problem?.code.startsWith('factor.') === true;

  async function switchOn(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    const done = await vault().switchSecondFactorOn({ passphrase, secret, code });
    setBusy(false);
    if (!done.ok) return setProblem(done.error);
    onDone(done.value.recoveryCode);
  }

  return (
    <form className={classes.form} onSubmit={(event) => void switchOn(event)}>
      <Text>{t('factor.scan')}</Text>
      <QrCode text={link} label={t('factor.qr')} />
      <TextInput
        label={t('factor.secret')}
        readOnly
        dir="ltr"
        value={secret.replaceAll(/(.{4})/g, '$1 ').trim()}
      />
      <TextInput
        label={t('factor.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        value={code}
        error={isCode ? `${problem.message} ${problem.remedy ?? ''}` : undefined}
        onChange={({ currentTarget: { value } }) => {
          setProblem(undefined);
          setCode(value.replaceAll(/\s/g, ''));
        }}
      />
      <SecretInput
        label={t('settings:currentPassphrase')}
        autoComplete="current-password"
        value={passphrase}
        error={isPassphrase ? problem.message : undefined}
        onChange={({ currentTarget: { value } }) => {
          setProblem(undefined);
          setPassphrase(value);
        }}
      />
      {!isPassphrase && !isCode && <ProblemText problem={problem} />}
      <div className={classes.line}>
        <Button type="submit" loading={busy} disabled={code.length !== 6 || passphrase === ''}>
          {t('switchOn')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('settings:cancel')}
        </Button>
      </div>
    </form>
  );
}

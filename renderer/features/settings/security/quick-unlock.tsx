import { useCallback, useEffect, useState } from 'react';
import { Button, NativeSelect, Switch, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { QuickUnlockView } from '#renderer/vault/api.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { SecretInput, Section, StateBadge } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

const days = [1, 7, 14, 30];

/** Whether this computer opens by the system's key store, and how often it asks for the passphrase all the same. */
export function QuickUnlock() {
  const { t } = useTranslation('access');
  const [view, setView] = useState<QuickUnlockView>();
  const [isChoosing, setChoosing] = useState(false);
  const look = useCallback(() => ignore(vault().quickUnlock().then(setView)), []);
  useEffect(look, [look]);

  async function switchOff() {
    await vault().switchQuickUnlockOff();
    look();
    showDone(t('switchedOff'));
  }

  if (view === undefined) return null;
  const { terms } = view;
  return (
    <Section title={t('title')} hint={t(`hint_${view.asks}`)}>
      {!view.isPossible && <Text>{t('none')}</Text>}
      {terms !== undefined && (
        <div className={classes.state}>
          <StateBadge tone="good">{t('isOn')}</StateBadge>
          <span>{t(terms.eachStart ? 'termsStart' : 'termsDays', { count: terms.days })}</span>
          <Button size="xs" variant="default" onClick={() => ignore(switchOff())}>
            {t('switchOff')}
          </Button>
        </div>
      )}
      {view.isPossible && terms === undefined && !isChoosing && (
        <Button size="xs" variant="default" onClick={() => setChoosing(true)}>
          {t('switchOn')}
        </Button>
      )}
      {isChoosing && (
        <SwitchOn
          onClose={() => {
            setChoosing(false);
            look();
          }}
        />
      )}
    </Section>
  );
}

function SwitchOn({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['access', 'settings']);
  const [passphrase, setPassphrase] = useState('');
  const [after, setAfter] = useState(7);
  const [eachStart, setEachStart] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function switchOn(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    const done = await vault().switchQuickUnlockOn(passphrase, { days: after, eachStart });
    setBusy(false);
    if (!done.ok) return setProblem(done.error);
    showDone(t('switchedOn'));
    onClose();
  }

  return (
    <form className={classes.form} onSubmit={(event) => void switchOn(event)}>
      <Text>{t('means')}</Text>
      <NativeSelect
        label={t('askAfter')}
        value={String(after)}
        data={days.map((count) => ({ value: String(count), label: t('days', { count }) }))}
        onChange={({ currentTarget: { value } }) => setAfter(Number(value))}
      />
      <Switch
        label={t('eachStart')}
        checked={eachStart}
        onChange={({ currentTarget: { checked } }) => setEachStart(checked)}
      />
      <SecretInput
        label={t('settings:currentPassphrase')}
        value={passphrase}
        autoComplete="current-password"
        error={problem?.code === 'vault.wrong-passphrase' ? problem.message : undefined}
        onChange={({ currentTarget: { value } }) => {
          setProblem(undefined);
          setPassphrase(value);
        }}
      />
      {problem?.code !== 'vault.wrong-passphrase' && <ProblemText problem={problem} />}
      {problem?.code === 'quick.not-agreed' && (
        <Link to="/settings/$section" params={{ section: 'about' }}>
          {t('readAbout')}
        </Link>
      )}
      <div className={classes.line}>
        <Button type="submit" loading={busy} disabled={passphrase === ''}>
          {t('switchOn')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('settings:cancel')}
        </Button>
      </div>
    </form>
  );
}

import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { removeHere, vault } from '#renderer/state/vault-client.ts';
import { SecretInput, Section } from '#renderer/ui/index.ts';
import type { Team } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { startAnew } from './remove-here.tsx';
import classes from '../settings.module.css';

/** This device leaves the team, and keeps nothing. The last owner’s cannot: it would leave everybody without one. */
export function LeaveForm({ team }: { team: Team }) {
  const { t } = useTranslation('closing');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const owners = team.members.filter(({ role }) => role === 'owner');
  const isOwner = owners.some(({ self }) => self);
  const ownersDevices = owners.reduce((sum, { devices }) => sum + devices.length, 0);
  if (isOwner && ownersDevices < 2) return null;

  async function leave(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    const left = await withFactor(() => vault().leaveTeam(passphrase));
    const removed = left.ok ? await removeHere() : left;
    setBusy(false);
    if (!removed.ok) return setProblem(removed.error);
    startAnew();
  }

  return (
    <Section title={t('leave')} hint={t('leave_hint')}>
      <form className={classes.form} onSubmit={(event) => void leave(event)}>
        <SecretInput
          label={t('passphrase')}
          value={passphrase}
          autoComplete="current-password"
          onChange={({ currentTarget: { value } }) => setPassphrase(value)}
        />
        <ProblemText problem={problem} />
        <div className={classes.line}>
          <Button type="submit" color="red" loading={busy} disabled={passphrase === ''}>
            {t('leave_do')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import type { Team, TeamDevice, TeamMember } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { nameOfDevice } from './names.ts';
import classes from './team.module.css';

/** Two write by one device's name: what that means, and what this member can do about it from this device. */
export function CopiedDevice({ team, device }: { team: Team; device: TeamDevice }) {
  const { t } = useTranslation('settings');
  const owner = team.members.find(({ devices }) => devices.includes(device))!;
  const way = wayOut(team, owner, device);
  return (
    <section className={classes.why}>
      <p className={classes.said}>{t('team_copied', { device: nameOfDevice(t, device) })}</p>
      <p className={classes.said}>{t(`team_copied_${way}`)}</p>
      {way === 'stop' && <StopBoth device={device} />}
    </section>
  );
}

function wayOut(team: Team, owner: TeamMember, device: TeamDevice): 'stop' | 'other' | 'words' | 'ask' {
  if (!team.canManage) return 'ask';
  if (!device.self) return 'stop';
  return owner.devices.length > 1 ? 'other' : 'words';
}

function StopBoth({ device }: { device: TeamDevice }) {
  const { t } = useTranslation('settings');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const name = nameOfDevice(t, device);

  async function stop() {
    setBusy(true);
    const stopped = await withFactor(() => vault().stopCopies(device.id));
    setBusy(false);
    if (!stopped.ok) return setProblem(stopped.error);
    setAsking(false);
    showDone(t('team_stoppedDone', { device: name }));
  }

  return (
    <>
      <Button size="compact-sm" color="red" variant="light" onClick={() => setAsking(true)}>
        {t('team_stop')}
      </Button>
      <ConfirmDialog
        opened={asking}
        danger
        title={t('team_stopTitle', { device: name })}
        confirmLabel={t('team_stop')}
        busy={busy}
        onConfirm={() => ignore(stop())}
        onCancel={() => setAsking(false)}
      >
        <ul className={classes.points}>
          <li>{t('team_stopBoth')}</li>
          <li>{t('team_stopStays')}</li>
          <li>{t('team_stopLater')}</li>
          <li>{t('team_stopAnew')}</li>
        </ul>
        <ProblemText problem={problem} />
      </ConfirmDialog>
    </>
  );
}

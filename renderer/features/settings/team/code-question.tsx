import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem, Result } from '#shared/lib/result.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { CompareCode } from '#renderer/ui/index.ts';
import type { TeamInvitation } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from './team.module.css';

/** A device has used the link: both screens have to show the same code before it is let in. */
export function CodeQuestion({ invitation }: { invitation: TeamInvitation }) {
  const { t } = useTranslation('settings');
  const [answering, setAnswering] = useState<'admit' | 'refuse'>();
  const [problem, setProblem] = useState<Problem>();
  const { id, name, role, memberId, code = '', deviceName = t('team_unnamedDevice') } = invitation;

  async function answer(how: 'admit' | 'refuse', act: () => Promise<Result<void>>, done: string) {
    setAnswering(how);
    const result = await act();
    setAnswering(undefined);
    if (result.ok) showDone(done);
    else setProblem(result.error);
  }

  const admit = () => answer('admit', () => vault().admit(id), t('team_admitted', { device: deviceName }));
  const refuse = () =>
    answer('refuse', () => vault().withdrawInvitation(id), t('team_refused', { device: deviceName }));
  const who =
    memberId === undefined
      ? t('team_asks', { device: deviceName, name, role: t(`team_role_${role}`) })
      : t('team_asksDevice', { device: deviceName, name });
  return (
    <div>
      <p className={classes.who}>{who}</p>
      <p className={classes.ask}>{t('team_codeQuestion')}</p>
      <CompareCode code={code} />
      <ProblemText problem={problem} />
      <Group gap={8}>
        <Button
          onClick={() => void admit()}
          loading={answering === 'admit'}
          disabled={answering === 'refuse'}
        >
          {t('team_admit')}
        </Button>
        <Button
          variant="default"
          onClick={() => void refuse()}
          loading={answering === 'refuse'}
          disabled={answering === 'admit'}
        >
          {t('team_refuse')}
        </Button>
      </Group>
      <p className={classes.note}>{t('team_codeNote')}</p>
    </div>
  );
}

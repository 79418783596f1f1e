import { useEffect, useRef, useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { TeamInvitation } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { useWithdraw } from './invitations.ts';
import classes from './team.module.css';

/** Whether somebody waits to be let in: from the first code on, also while another one is being made. */
export function isAsking({ state, attempt = 1 }: TeamInvitation): boolean {
  return state === 'asked' || state === 'confirmed' || (state === 'arriving' && attempt > 1);
}

/** A device has used the link and shows a code: who types it here has seen or heard it, and lets the device in. */
export function CodeQuestion({ invitation }: { invitation: TeamInvitation }) {
  const { t } = useTranslation('settings');
  const { id, name, role, memberId, state, deviceName = t('team_unnamedDevice') } = invitation;
  const [code, setCode] = useState('');
  const [isJudging, setJudging] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const refusal = useWithdraw(id);
  const field = useRef<HTMLInputElement>(null);
  // Where what had the focus is gone, as the link or a button, typing goes on here; else nobody is disturbed.
  useEffect(() => {
    if (state === 'asked' && document.activeElement === document.body) field.current?.focus();
  }, [state]);

  async function admit() {
    setJudging(true);
    setProblem(undefined);
    const admitted = await withFactor(() => vault().admit(id, code));
    setJudging(false);
    if (admitted.ok) return showDone(t('team_admitted', { device: deviceName }));
    // A code that was wrong is worth nothing any more: another one is on the other screen.
    if (admitted.error.code === 'team.wrong-code') setCode('');
    setProblem(admitted.error);
  }

  async function refuse() {
    if (await refusal.withdraw()) showDone(t('team_refused', { device: deviceName }));
  }

  const who =
    memberId === undefined
      ? t('team_asks', { device: deviceName, name, role: t(`team_role_${role}`) })
      : t('team_asksDevice', { device: deviceName, name });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (state === 'asked' && !isJudging) ignore(admit());
      }}
    >
      <p className={classes.who}>{who}</p>
      <TextInput
        ref={field}
        className={classes.code}
        label={t('team_code')}
        description={t('team_codeHow')}
        error={problem === undefined ? undefined : `${problem.message} ${problem.remedy ?? ''}`}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        disabled={state === 'confirmed'}
        maxLength={9}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        data-autofocus
      />
      <output className={classes.codeState}>
        {state === 'confirmed' && t('team_codeRight')}
        {state === 'arriving' && t('team_codeAgain')}
      </output>
      <ProblemText problem={refusal.problem} />
      <p className={classes.note}>{t('team_codeNote')}</p>
      <Group gap={8} mt={8} justify="flex-end">
        <Button variant="default" onClick={() => ignore(refuse())} loading={refusal.busy}>
          {t('team_refuse')}
        </Button>
        <Button type="submit" loading={isJudging || state === 'confirmed'} disabled={state === 'arriving'}>
          {t('team_admit')}
        </Button>
      </Group>
    </form>
  );
}

import { useId, useState } from 'react';
import { Button, Radio, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { TeamMember } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../../problem-text.tsx';
import classes from '../../settings.module.css';
import { nameOfMember } from '../names.ts';
import { givenRoles } from '../rights.ts';

const ways = ['leave', ...givenRoles.map((role) => `stay_${role}` as const)] as const;
type Way = (typeof ways)[number];

interface ProposeFormProps {
  /** To whom it can pass. */
  members: TeamMember[];
  onClose: () => void;
}

/** Who owns the business next, and what becomes of who owns it now. */
export function ProposeForm({ members, onClose }: ProposeFormProps) {
  const { t } = useTranslation(['handover', 'settings']);
  const { t: inSettings } = useTranslation('settings');
  const course = useId();
  const [to, setTo] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [way, setWay] = useState<Way>('leave');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function propose(event: React.FormEvent) {
    event.preventDefault();
    setMissing(to === null);
    if (to === null) return;
    setBusy(true);
    const stays = givenRoles.find((role) => way === `stay_${role}`);
    const proposed = await withFactor(() => vault().proposeHandover({ to, stays }));
    setBusy(false);
    if (!proposed.ok) return setProblem(proposed.error);
    showDone(t('proposed'));
    onClose();
  }

  return (
    <form className={classes.form} onSubmit={(event) => void propose(event)} noValidate>
      <Select
        label={t('to')}
        data={members.map((member) => ({ value: member.id, label: nameOfMember(inSettings, member) }))}
        value={to}
        error={isMissing && t('to_missing')}
        onChange={(chosen) => {
          setTo(chosen);
          setMissing(false);
        }}
      />
      <Radio.Group label={t('you')} value={way} onChange={setWay}>
        <Stack gap={8} mt={8}>
          {ways.map((each) => (
            <Radio key={each} value={each} label={t(each)} description={t(`${each}_hint`)} />
          ))}
        </Stack>
      </Radio.Group>
      <div className={classes.said}>
        <p id={course}>{t('what')}</p>
        <ul aria-labelledby={course}>
          <li>{t('whatPropose')}</li>
          <li>{t('whatYou')}</li>
          <li>{t('whatKeys')}</li>
        </ul>
      </div>
      <ProblemText problem={problem} />
      <div className={classes.line}>
        <Button type="submit" loading={busy}>
          {t('propose')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('settings:cancel')}
        </Button>
      </div>
    </form>
  );
}

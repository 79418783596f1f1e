import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/index.ts';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { TeamMember } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { AccessEditor } from './access-editor.tsx';
import { nameOfMember } from './names.ts';
import classes from './team.module.css';

/** Changes what a member who is in the team already may see and do. */
export function AccessDialog({ member, onClose }: { member: TeamMember; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'ui']);
  const [access, setAccess] = useState(member.access);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const losesSecrets = member.access.secrets !== undefined && access.secrets === undefined;

  async function save() {
    setBusy(true);
    const saved = await withFactor(() => vault().setAccess(member.id, access));
    setBusy(false);
    if (saved.ok) onClose();
    else setProblem(saved.error);
  }

  return (
    <Dialog opened onClose={onClose} title={t('team_accessTitle', { name: nameOfMember(t, member) })}>
      <AccessEditor value={access} onChange={setAccess} />
      <p className={classes.note}>{t('team_accessNote')}</p>
      {losesSecrets && <p className={classes.note}>{t('team_removeSecrets')}</p>}
      <ProblemText problem={problem} />
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={busy} onClick={() => void save()}>
          {t('team_accessSave')}
        </Button>
      </Group>
    </Dialog>
  );
}

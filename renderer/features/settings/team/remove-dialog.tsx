import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { showDone } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import type { TeamDevice, TeamMember } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { nameOfDevice, nameOfMember } from './names.ts';
import classes from './team.module.css';

/** What is to be taken out: a member with all devices, or one device. */
export type Removal = { member: TeamMember; device?: TeamDevice };

/** Says what removal does, and what nothing can do any more. */
export function RemoveDialog({ removal, onClose }: { removal: Removal; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { member, device } = removal;
  const what = device === undefined ? nameOfMember(t, member) : nameOfDevice(t, device);

  async function remove() {
    setBusy(true);
    const removed = await withFactor(() =>
      device === undefined ? vault().removeMember(member.id) : vault().removeDevice(device.id),
    );
    setBusy(false);
    if (!removed.ok) return setProblem(removed.error);
    showDone(t('team_removed', { what }));
    onClose();
  }

  return (
    <ConfirmDialog
      opened
      danger
      title={t('team_removeTitle', { what })}
      confirmLabel={t('remove')}
      busy={busy}
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      <ul className={classes.points}>
        <li>{t(device === undefined ? 'team_removeCutMember' : 'team_removeCutDevice')}</li>
        <li>{t('team_removeLocks')}</li>
        <li>{t('team_removeWork')}</li>
        {member.access.secrets !== undefined && <li>{t('team_removeSecrets')}</li>}
      </ul>
      <p>{t('team_removeCannot')}</p>
      <ProblemText problem={problem} />
    </ConfirmDialog>
  );
}

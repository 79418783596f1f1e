import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/index.ts';
import { useTeam } from '#renderer/state/team.ts';
import type { TeamInvitation } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { CodeQuestion, isAsking } from './code-question.tsx';
import { InvitationLink } from './invitation-link.tsx';
import { useWithdraw } from './invitations.ts';
import { InviteForm } from './invite-form.tsx';
import classes from './team.module.css';

interface InvitationDialogProps {
  /** `new` asks whom to invite first. */
  show: 'new' | (string & {});
  onShow: (invitationId: string) => void;
  onClose: () => void;
}

/** From whom to invite, over the link, to the code of the new device. It closes when that is answered. */
export function InvitationDialog({ show, onShow, onClose }: InvitationDialogProps) {
  const { t } = useTranslation(['settings', 'ui']);
  const link = useTeam(({ links }) => links[show]);
  const invitation = useTeam(({ team }) => team?.invitations.find(({ id }) => id === show));
  // The link is there before the vault has told that the invitation is.
  const [seen, setSeen] = useState(false);
  if (invitation !== undefined && !seen) setSeen(true);
  const over = seen && (invitation === undefined || invitation.endedAt !== undefined);
  const asking = invitation !== undefined && isAsking(invitation);
  return (
    <Dialog
      opened={!over}
      onClose={onClose}
      title={asking ? t('team_asksTitle') : t('team_inviteTitle')}
      size="lg"
    >
      {show === 'new' && <InviteForm onInvited={onShow} onCancel={onClose} />}
      {asking && <CodeQuestion invitation={invitation} />}
      {link !== undefined && !asking && <InvitationLink {...link} />}
      {invitation !== undefined && !asking && <Waiting invitation={invitation} onClose={onClose} />}
    </Dialog>
  );
}

function Waiting({ invitation, onClose }: { invitation: TeamInvitation; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { busy, problem, withdraw } = useWithdraw(invitation.id);
  return (
    <>
      <output className={classes.waiting}>
        {invitation.state === 'arriving' ? t('team_arriving') : t('team_waitingForDevice')}
      </output>
      <ProblemText problem={problem} />
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="subtle" color="red" loading={busy} onClick={() => void withdraw()}>
          {t('team_withdraw')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('team_closeDialog')}
        </Button>
      </Group>
    </>
  );
}

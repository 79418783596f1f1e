import { useEffect, useState } from 'react';
import { t } from 'i18next';
import { onInvitation } from '#renderer/platform/invitation.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useSession } from '#renderer/state/session.ts';

/** The invitation that this window was opened with, or that the system has handed over since. */
export function useInvitation(first: string | undefined): string | undefined {
  const [invitation, setInvitation] = useState(first);
  useEffect(
    () =>
      onInvitation(window, (link) => {
        if (isFree()) setInvitation(link);
      }),
    [],
  );
  return invitation;
}

/** An invitation needs an empty device; a business that is here stays untouched, and its owner is told. */
export function isFree(): boolean {
  if (useSession.getState().vault === 'empty') return true;
  showProblem({
    code: 'team.not-empty',
    message: t('app:invitationNotUsed'),
    remedy: t('app:invitationElsewhere'),
  });
  return false;
}

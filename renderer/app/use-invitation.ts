import { useEffect, useRef, useState } from 'react';
import { t } from 'i18next';
import { onInvitation } from '#renderer/platform/invitation.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useSession } from '#renderer/state/session.ts';

/** The invitation that this window was opened with, or that the system has handed over since. */
export function useInvitation(first: string | undefined): string | undefined {
  const [invitation, setInvitation] = useState(first);
  const isKnown = useSession(({ vault }) => vault !== 'starting' && vault !== 'blocked');
  const untold = useRef(first !== undefined);
  useEffect(() => {
    if (!isKnown || !untold.current) return;
    untold.current = false;
    isFree();
  }, [isKnown]);
  useEffect(
    () =>
      onInvitation(window, (link) => {
        if (isFree()) setInvitation(link);
      }),
    [],
  );
  return invitation;
}

/** An invitation needs a device on which no business can be opened; a business that is here stays untouched, and its owner is told. */
function isFree(): boolean {
  const { vault } = useSession.getState();
  if (vault === 'empty' || vault === 'lost') return true;
  showProblem({
    code: 'team.not-empty',
    message: t('app:invitationNotUsed'),
    remedy: t('app:invitationElsewhere'),
  });
  return false;
}

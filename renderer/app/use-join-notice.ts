import { useEffect, useRef } from 'react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { useTeam } from '#renderer/state/team.ts';

/** Tells the owner, in whatever screen they are, that a device waits to be let in, or that somebody else has tried. */
export function useJoinNotice(): void {
  const { t } = useTranslation('app');
  const invitations = useTeam(({ team }) => team?.invitations);
  const told = useRef(new Set<string>());
  /** Those that this window has seen open. */
  const open = useRef(new Set<string>());
  // The team's own screen asks the question itself.
  const asking = useLocation().pathname === '/settings/team';
  useEffect(() => {
    for (const { id, name, state, endedAt } of invitations ?? []) {
      const wasOpen = open.current.has(id);
      if (endedAt === undefined) open.current.add(id);
      else open.current.delete(id);
      if (wasOpen && (state === 'locked' || state === 'disturbed')) {
        const message =
          state === 'locked' ? t('invitationLocked', { name }) : t('invitationDisturbed', { name });
        showProblem({ code: `team.${state}`, message, remedy: t('invitationAnother') });
      }
      if (state !== 'asked' || told.current.has(id)) continue;
      told.current.add(id);
      if (!asking) showDone(t('asksToJoin', { name }));
    }
  }, [invitations, asking, t]);
}

import { useEffect, useRef } from 'react';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { showDone } from '#renderer/state/notices.ts';
import { useTeam } from '#renderer/state/team.ts';

/** Tells the owner, in whatever screen they are, that a device waits to be let in. Once for each. */
export function useJoinNotice(): void {
  const { t } = useTranslation('app');
  const invitations = useTeam(({ team }) => team?.invitations);
  const told = useRef(new Set<string>());
  // The team's own screen asks the question itself.
  const asking = useLocation().pathname === '/settings/team';
  useEffect(() => {
    for (const { id, name, state } of invitations ?? []) {
      if (state !== 'asked' || told.current.has(id)) continue;
      told.current.add(id);
      if (!asking) showDone(t('asksToJoin', { name }));
    }
  }, [invitations, asking, t]);
}

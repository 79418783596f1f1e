import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '#renderer/state/notices.ts';
import { useTeam } from '#renderer/state/team.ts';

/** Tells the owner, wherever they are, that a device waits to be let in. Once for each. */
export function useJoinNotice(): void {
  const { t } = useTranslation('app');
  const invitations = useTeam(({ team }) => team?.invitations);
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, name, state } of invitations ?? []) {
      if (state !== 'asked' || told.current.has(id)) continue;
      told.current.add(id);
      showDone(t('asksToJoin', { name }));
    }
  }, [invitations, t]);
}

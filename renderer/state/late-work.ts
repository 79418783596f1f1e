import { useMemo } from 'react';
import type { LateDevice } from '#renderer/vault/team/api.ts';
import { useAnswer } from './answer.ts';
import { useTable } from './records.ts';
import { useTeam } from './team.ts';
import { vault } from './vault-client.ts';

const none: readonly LateDevice[] = [];

/** What devices have written after their right to had ended, for an owner; asked anew after each decision and change of the team. */
export function useLateWork(): readonly LateDevice[] {
  const decided = useTable('lateWork');
  const team = useTeam((state) => state.team);
  const ask = useMemo(() => question(decided, team), [decided, team]);
  const answer = useAnswer(ask);
  return answer?.ok === true ? answer.value : none;
}

/** Another one each time. */
function question(..._known: unknown[]) {
  return () => vault().lateWork();
}

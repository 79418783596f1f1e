import { useTranslation } from 'react-i18next';
import type { ConsentEvent } from '#shared/domain/consent.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useTeam } from '#renderer/state/team.ts';

/** What was said or noted, by whom and when, in one sentence. */
export function useEventWords(): (event: ConsentEvent) => string {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const members = useTeam(({ team }) => team?.members);
  return ({ at, given, basis, words, proof, machineRead, memberId, byGuardian, channel }) => {
    const name = members?.find(({ id }) => id === memberId)?.name;
    const source = machineRead === true ? 'voice' : basis;
    return [
      t(given ? 'said.given' : 'said.withdrawn', { time: format.dayAndTime(at) }),
      t(`basis.${source}`),
      ...(byGuardian === true ? [t('byGuardian')] : []),
      ...(channel === undefined ? [] : [t('only', { channel: t(`channel.${channel}`) })]),
      ...(words === undefined || words === '' ? [] : [t('quoted', { words })]),
      ...(proof === undefined ? [] : [t('proofAt', { proof })]),
      ...(name === undefined ? [] : [t('notedBy', { name })]),
    ].join(' · ');
  };
}

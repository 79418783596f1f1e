import { useTranslation } from 'react-i18next';
import type { TimeBlock } from '#shared/domain/time-block.ts';
import { useStaffName } from '#renderer/state/staff.ts';

/** Says what takes a time, and whose it is. */
export function useBlockWords(): (block: Pick<TimeBlock, 'kind' | 'title' | 'staffId'>) => string {
  const { t } = useTranslation('schedule');
  const nameOf = useStaffName();
  return ({ kind, title, staffId }) =>
    [title || t(`block.kinds.${kind}`), staffId && nameOf(staffId)].filter(Boolean).join(' · ');
}

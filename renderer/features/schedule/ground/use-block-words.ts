import { useTranslation } from 'react-i18next';
import type { AnyBlock } from './use-ground.ts';
import { useStaffName } from '#renderer/state/staff.ts';

/** Says what takes a time, and whose it is. */
export function useBlockWords(): (block: Pick<AnyBlock, 'kind' | 'title' | 'staffId'>) => string {
  const { t } = useTranslation('schedule');
  const nameOf = useStaffName();
  return (block) => {
    const { kind, title, staffId } = block;
    const what = 'feedId' in block ? t('feeds.busy', { name: title }) : title || t(`block.kinds.${kind}`);
    return [what, staffId && nameOf(staffId)].filter(Boolean).join(' · ');
  };
}

import { useTranslation } from 'react-i18next';
import { useStaffName } from '#renderer/state/staff.ts';

/** What somebody who has worked is called; those who have left are still somebody. */
export function useWorkerName(): (id: string) => string {
  const { t } = useTranslation('jobs');
  const nameOf = useStaffName();
  return (id) => nameOf(id) ?? t('visit.somebody');
}

import { useTranslation } from 'react-i18next';
import { enquiryStages } from '#shared/domain/enquiry.ts';
import { useRecords } from '#renderer/state/records.ts';

/** Where an enquiry can stand, for choosing: nothing is lost by itself, so that one is left out. */
export function useStageChoices(): { value: string; label: string }[] {
  const { t } = useTranslation('rules');
  const own = useRecords('stages').filter(({ archivedAt }) => archivedAt === undefined);
  return [
    ...enquiryStages.filter((key) => key !== 'lost').map((value) => ({ value, label: t(`stages.${value}`) })),
    ...own.map(({ id, name }) => ({ value: id, label: name })),
  ];
}

import { useTranslation } from 'react-i18next';
import type { JobFile } from '#shared/domain/job-file.ts';
import { fileNameOf } from '#renderer/state/files/save-file.ts';

/** What a file is called where it is read out. */
export function useFileWords(): (file: JobFile) => string {
  const { t } = useTranslation('work');
  return ({ file, label, note }) => {
    if (note !== undefined) return note;
    if (file !== undefined && file.width === undefined) return fileNameOf(file, 'document');
    return t('photo', { label: t(`label.${label}`) });
  };
}

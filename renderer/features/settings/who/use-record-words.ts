import { useTranslation } from 'react-i18next';
import { useReader } from '#renderer/state/records.ts';
import { isCollection, recordName } from '#shared/records/record-name.ts';
import { placeOf } from './subject.ts';

/** A record, `collection/id`, by its name; by its kind alone where that may not be known. */
export function useRecordWords(record: string): string {
  const { t } = useTranslation('audit');
  const { collection, id } = placeOf(record);
  const known = isCollection(collection) ? collection : undefined;
  const records = useReader(known === undefined ? [] : [known]);
  const name = known && recordName(records, known, id)?.name;
  return name ?? t(`kind.${collection}`, { defaultValue: t('kind.other') });
}

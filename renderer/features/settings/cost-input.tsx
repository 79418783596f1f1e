import { useTranslation } from 'react-i18next';
import { type CostSubject, costOn } from '#shared/domain/cost.ts';
import { dayOf } from '#shared/domain/day.ts';
import { formatPrice, parsePrice } from '#shared/domain/money-text.ts';
import { save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import { CellInput } from './cell-input.tsx';

interface CostInputProps {
  of: CostSubject;
  subjectId: string;
}

/** What something costs from today on; emptied, nobody knows it any more. Only for who may see the money. */
export function CostInput({ of, subjectId }: CostInputProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const now = useNow();
  const cost = costOn(useRecordsBy('costs', 'subjectId', subjectId), dayOf(now, format.timeZone));
  const read = (text: string) => parsePrice(text, cost?.currency ?? format.currency, format);
  const isCost = (text: string) => text === '' || read(text)?.minor.startsWith('-') === false;
  const change = (text: string) => {
    const price = text === '' ? undefined : read(text);
    const given = price === undefined ? null : { amount: price.minor, currency: price.currency };
    return save('cost.set', { of, subjectId, cost: given });
  };
  return (
    <CellInput
      label={t(of === 'staff' ? 'costOfHour' : 'costEach')}
      value={cost === undefined ? '' : formatPrice(cost.amount, cost.currency, format)}
      align="end"
      accepts={isCost}
      onSave={change}
    />
  );
}

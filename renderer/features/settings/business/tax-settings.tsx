import { Checkbox, NativeSelect, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Business, Tax } from '#shared/domain/business.ts';
import { formatDecimal, parseDecimal } from '#shared/domain/money-text.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { Section } from '#renderer/ui/index.ts';
import type { SaveFields } from './business-section.tsx';
import { CellInput } from '../cell-input.tsx';
import { EditableTable, RemoveCell } from '../editable-table.tsx';

const categories = ['S', 'Z', 'E', 'AE', 'O'] as const;

/** The taxes that the business charges, and which a new line gets. */
export function TaxSettings({ business, save }: { business: Business; save: SaveFields }) {
  const { t } = useTranslation('settings');
  const usual = new Set(business.defaultTaxIds);
  const setTax = (id: string, tax: Tax | undefined) => {
    const { [id]: _, ...others } = business.taxes;
    return save({ taxes: tax === undefined ? others : { ...business.taxes, [id]: tax } });
  };
  const setUsual = (id: string, on: boolean) => {
    const ids = [...usual].filter((other) => other !== id && business.taxes[other] !== undefined);
    ignore(save({ defaultTaxIds: on ? [...ids, id] : ids }));
  };
  return (
    <Section title={t('taxes')} hint={t('taxesHint')}>
      <EditableTable
        columns={[
          { header: t('taxLabel') },
          { header: t('taxRate'), align: 'end' },
          { header: t('taxKind') },
          { header: t('taxUsual') },
        ]}
        rows={Object.entries(business.taxes).map(([id, tax]) => (
          <TaxRow
            key={id}
            tax={tax}
            locale={business.locale}
            usual={usual.has(id)}
            onChange={(part) => setTax(id, { ...tax, ...part })}
            onUsual={(on) => setUsual(id, on)}
            onRemove={() => ignore(setTax(id, undefined))}
          />
        ))}
        addLabel={t('taxAdd')}
        onAdd={() => ignore(setTax(newId(crypto), { label: t('taxNew'), rate: '0', category: 'S' }))}
      />
      <Switch
        mt={12}
        label={t('pricesIncludeTax')}
        checked={business.pricesIncludeTax}
        onChange={(event) => ignore(save({ pricesIncludeTax: event.currentTarget.checked }))}
      />
    </Section>
  );
}

interface TaxRowProps {
  tax: Tax;
  locale: string;
  usual: boolean;
  onChange: (part: Partial<Tax>) => Promise<Result<unknown>>;
  onUsual: (on: boolean) => void;
  onRemove: () => void;
}

function TaxRow({ tax, locale, usual, onChange, onUsual, onRemove }: TaxRowProps) {
  const { t } = useTranslation('settings');
  return (
    <tr>
      <td>
        <CellInput
          label={t('taxLabel')}
          value={tax.label}
          onSave={(label) => (label === '' ? undefined : onChange({ label }))}
        />
      </td>
      <td>
        <CellInput
          label={t('taxRate')}
          value={formatDecimal(tax.rate, locale)}
          align="end"
          accepts={(text) => rateOf(text, locale) !== undefined}
          onSave={(text) => onChange({ rate: rateOf(text, locale) })}
        />
      </td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t('taxKind')}
          value={tax.category}
          data={categories.map((value) => ({ value, label: t(`taxKind_${value}`) }))}
          onChange={(event) => ignore(onChange({ category: event.currentTarget.value as Tax['category'] }))}
        />
      </td>
      <td>
        <Checkbox
          aria-label={t('taxUsualFor', { tax: tax.label })}
          checked={usual}
          onChange={(event) => onUsual(event.currentTarget.checked)}
        />
      </td>
      <RemoveCell label={t('removeOne', { what: tax.label })} onRemove={onRemove} />
    </tr>
  );
}

/** A rate in percent, from 0 to 100. */
function rateOf(text: string, locale: string): string | undefined {
  const rate = parseDecimal(text, locale);
  return rate !== undefined && Number(rate) >= 0 && Number(rate) <= 100 ? rate : undefined;
}

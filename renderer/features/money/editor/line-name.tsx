import { useState } from 'react';
import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Service } from '#shared/domain/business.ts';
import type { Line } from '#shared/domain/invoice.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import { showProblem } from '#renderer/state/notices.ts';
import type { EditedLine } from './use-draft-edits.ts';
import classes from './editor.module.css';

interface LineNameProps {
  line: EditedLine;
  fresh: boolean;
  services: Service[];
  currency: string;
  locale: string;
  onType: (fields: Partial<Line> | undefined) => void;
  onSave: (fields: Partial<Line>) => void;
  onEnter: () => void;
}

/** What the line is for: typed freely, or picked from the price list, which also fills in price, unit and tax. */
export function LineName({
  line,
  fresh,
  services,
  currency,
  locale,
  onType,
  onSave,
  onEnter,
}: LineNameProps) {
  const { t } = useTranslation('money');
  const [text, setText] = useState<string>();
  const [open, setOpen] = useState(false);
  const offered = text === undefined && !fresh ? [] : services;
  const byName = new Map(offered.map((service) => [service.name, service]));

  function pick(name: string) {
    const service = byName.get(name);
    setText(undefined);
    if (service === undefined) return;
    onSave(fieldsOf(service, line, currency));
    if (service.currency !== currency) {
      const price = formatMoney(service.unitPrice, service.currency, locale);
      showProblem({
        code: 'line.currency',
        message: t('otherCurrency', { name: service.name, price, currency }),
      });
    }
  }

  function commit() {
    if (text !== undefined && text.trim() !== line.name) onSave({ name: text.trim() });
    else if (text !== undefined) onType(undefined);
    setText(undefined);
  }

  return (
    <Autocomplete
      variant="unstyled"
      classNames={{ root: classes.name, input: classes.field }}
      aria-label={t('line')}
      placeholder={fresh ? t('addLine') : t('line')}
      data={[...byName.keys()]}
      limit={8}
      maxLength={200}
      value={text ?? line.name}
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <span>{option.value}</span>
          <span>{priceOf(byName.get(option.value), locale)}</span>
        </span>
      )}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onOptionSubmit={pick}
      onChange={(next) => {
        if (byName.has(next) && !open) return;
        setText(next);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        const picking = open && event.currentTarget.getAttribute('aria-activedescendant');
        if (event.key !== 'Enter' || picking || event.nativeEvent.isComposing) return;
        event.preventDefault();
        commit();
        onEnter();
      }}
    />
  );
}

function priceOf(service: Service | undefined, locale: string): string {
  return service === undefined ? '' : formatMoney(service.unitPrice, service.currency, locale);
}

/** A price of another currency is not taken over: the document has one, and nothing is exchanged. */
function fieldsOf(service: Service, line: Line, currency: string): Partial<Line> {
  return {
    name: service.name,
    description: service.description,
    ...(service.currency === currency ? { unitPrice: service.unitPrice } : {}),
    unit: service.unit,
    taxIds: service.taxIds ?? line.taxIds,
    serviceId: service.id,
  };
}

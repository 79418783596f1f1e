import { useState, type KeyboardEvent } from 'react';
import { Combobox, useCombobox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Service } from '#shared/domain/business.ts';
import type { Line } from '#shared/domain/invoice.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import { fold, searchable } from '#shared/lib/fold.ts';
import { showProblem } from '#renderer/state/notices.ts';
import type { EditedLine } from './use-draft-edits.ts';
import classes from './editor.module.css';

interface LineNameProps {
  line: EditedLine;
  fresh: boolean;
  services: Service[];
  currency: string;
  locale: string;
  onSave: (fields: Partial<Line>) => void;
  onEnter: () => void;
}

/** So many services are offered at once. */
const offeredAtMost = 8;

/**
 * What the line is for: typed freely, over as many lines as it takes, or picked from the price list, which also
 * fills in price, unit and tax.
 */
export function LineName({ line, fresh, services, currency, locale, onSave, onEnter }: LineNameProps) {
  const { t } = useTranslation('money');
  const [text, setText] = useState<string>();
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const offered = text === undefined && !fresh ? [] : matching(services, text ?? '');
  const isOpen = list.dropdownOpened && offered.length > 0;

  function pick(id: string) {
    list.closeDropdown();
    const service = services.find((known) => known.id === id);
    setText(undefined);
    if (service === undefined) return;
    onSave(fieldsOf(service, line, currency));
    if (service.currency === currency) return;
    const price = formatMoney(service.unitPrice, service.currency, locale);
    showProblem({
      code: 'line.currency',
      message: t('otherCurrency', { name: service.name, price, currency }),
    });
  }

  function commit() {
    list.closeDropdown();
    if (text !== undefined && text.trim() !== line.name) onSave({ name: text.trim() });
    setText(undefined);
  }

  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    // A name has no line breaks of its own; Enter on an option is answered by the list itself.
    event.preventDefault();
    if (isOpen && list.getSelectedOptionIndex() >= 0) return;
    commit();
    onEnter();
  }

  return (
    <Combobox store={list} onOptionSubmit={pick} width={320} position="bottom-start">
      <Combobox.Target autoComplete="off">
        <textarea
          className={`${classes.field} ${classes.name}`}
          rows={1}
          aria-label={t('line')}
          placeholder={fresh ? t('addLine') : t('line')}
          maxLength={200}
          value={text ?? line.name}
          onChange={(event) => {
            setText(event.currentTarget.value.replaceAll(/[\r\n]+/g, ' '));
            list.openDropdown();
            list.resetSelectedOption();
          }}
          onFocus={() => list.openDropdown()}
          onBlur={commit}
          onKeyDown={handleKey}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOpen}>
        <Combobox.Options>
          {offered.map((service) => (
            <Combobox.Option key={service.id} value={service.id} className={classes.option}>
              <span>{service.name}</span>
              <span>{formatMoney(service.unitPrice, service.currency, locale)}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function matching(services: Service[], text: string): Service[] {
  const words = fold(text.trim());
  return services.filter(({ name }) => searchable(name).includes(words)).slice(0, offeredAtMost);
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

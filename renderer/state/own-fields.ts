import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { Result } from '#shared/lib/result.ts';
import { formatDay } from '#shared/domain/day.ts';
import { type CustomField, fieldsOf } from '#shared/domain/custom-field.ts';
import { formatAmount, formatDecimal, parseDecimal, parseMoney } from '#shared/domain/money-text.ts';
import { run } from './commands.ts';
import { type Format, useFormat } from './format.ts';
import { useTable } from './records.ts';

interface Holder {
  id: string;
  custom?: Record<string, string> | undefined;
}

/** One of them, as a form shows it. */
interface OwnField {
  key: string;
  label: string;
  type: 'text' | 'date' | 'choice';
  value: string;
  options: { value: string; label: string }[];
  validate(text: string): string | undefined;
  onSave(text: string): Promise<Result<unknown>>;
}

/** The fields that the owner has added to a kind of record, with what one record holds in them. */
export function useOwnFields(of: CustomField['of'], { id, custom = {} }: Holder): OwnField[] {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const table = useTable('customFields');
  const fields = useMemo(() => fieldsOf(table.values(), of), [table, of]);
  return fields.map((field): OwnField => {
    const value = custom[field.id] ?? '';
    return {
      key: field.id,
      label: field.name,
      type: types[field.kind],
      value: written(field, value, format),
      options: choicesOf(field),
      validate: (text) => (readOwnValue(field, text, format) === undefined ? complaint(field, t) : undefined),
      onSave: (text) =>
        run('customField.setValue', {
          fieldId: field.id,
          recordId: id,
          value: text === '' ? undefined : (readOwnValue(field, text, format) ?? text),
        }),
    };
  });
}

const types = { text: 'text', number: 'text', money: 'text', day: 'date', choice: 'choice' } as const;

function choicesOf({ choices = {} }: CustomField): { value: string; label: string }[] {
  return Object.entries(choices)
    .toSorted(([, a], [, b]) => a.order - b.order)
    .map(([value, { name }]) => ({ value, label: name }));
}

/** A value as a list shows it. */
export function ownValueText(field: CustomField, value: string | undefined, format: Format): string {
  if (value === undefined) return '';
  if (field.kind === 'choice') return field.choices?.[value]?.name ?? '';
  return field.kind === 'day' ? formatDay(value, format.locale) : written(field, value, format);
}

/** A value as its owner reads it. */
function written({ kind }: CustomField, value: string, { locale, currency }: Format): string {
  if (value === '') return '';
  if (kind === 'number') return formatDecimal(value, locale);
  return kind === 'money' ? formatAmount(value, currency, locale) : value;
}

/** What is typed as records hold it; `undefined` where it is no value of the field. */
export function readOwnValue(
  { kind }: CustomField,
  text: string,
  { locale, currency }: Format,
): string | undefined {
  if (kind === 'number') return parseDecimal(text, locale);
  if (kind === 'money') return parseMoney(text, currency, locale)?.toString();
  return text.length > 2000 ? undefined : text;
}

function complaint({ kind }: CustomField, t: TFunction<'ui'>): string {
  return t(kind === 'number' || kind === 'money' ? `ownField.no-${kind}` : 'ownField.too-long');
}

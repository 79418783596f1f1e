import type { CustomField } from '#shared/domain/custom-field.ts';
import type { ColumnStyle } from './column-style.ts';
import { dayOrderOf, readDay } from './day.ts';
import { parseDecimal, parseMoney } from '#shared/domain/money-text.ts';
import { fold } from '#shared/lib/fold.ts';
import type { RowProblem } from './problems.ts';
import type { ImportBusiness } from './settings.ts';

/** A cell as the value of a field of the owner's own, or what is wrong with it. */
export function readCustomValue(
  cell: string,
  field: CustomField,
  { currency, locale }: ImportBusiness,
  style: ColumnStyle = {},
): { value: string } | { wrong: RowProblem['code'] } {
  const found = (value: string | undefined, wrong: RowProblem['code']) =>
    value === undefined ? { wrong } : { value };
  switch (field.kind) {
    case 'text':
      return cell.length > 2000 ? { wrong: 'long' } : { value: cell };
    case 'number':
      return found(parseDecimal(cell, style.numbers ?? locale), 'number');
    case 'money':
      return found(parseMoney(cell, currency, style.numbers ?? locale)?.toString(), 'amount');
    case 'day':
      return found(readDay(cell, style.days ?? dayOrderOf(locale)), 'day');
    default:
      return found(choiceOf(cell, field), 'choice');
  }
}

function choiceOf(cell: string, { choices = {} }: CustomField): string | undefined {
  return Object.entries(choices).find(([, { name }]) => fold(name) === fold(cell))?.[0];
}

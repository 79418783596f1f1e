import type { CustomField } from '#shared/domain/custom-field.ts';
import { parseDecimal, parseMoney } from '#shared/domain/money-text.ts';
import { fold } from '#shared/lib/fold.ts';
import type { RowProblem } from './problems.ts';
import type { ImportBusiness } from './settings.ts';

/** A cell as the value of a field of the owner's own, or what is wrong with it. */
export function readCustomValue(
  cell: string,
  field: CustomField,
  { currency, locale }: ImportBusiness,
): { value: string } | { wrong: RowProblem['code'] } {
  const found = (value: string | undefined, wrong: RowProblem['code']) =>
    value === undefined ? { wrong } : { value };
  switch (field.kind) {
    case 'text':
      return cell.length > 2000 ? { wrong: 'long' } : { value: cell };
    case 'number':
      return found(parseDecimal(cell, locale), 'number');
    case 'money':
      return found(parseMoney(cell, currency, locale)?.toString(), 'amount');
    case 'day':
      return found(readDay(cell, locale), 'day');
    default:
      return found(choiceOf(cell, field), 'choice');
  }
}

function choiceOf(cell: string, { choices = {} }: CustomField): string | undefined {
  return Object.entries(choices).find(([, { name }]) => fold(name) === fold(cell))?.[0];
}

/** A day as `2026-11-21`, or as the locale orders day, month and year; a time behind it is left away. */
export function readDay(cell: string, locale: string): string | undefined {
  const numbers = /^(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})(?:[T\s,].*)?$/.exec(cell.trim())?.slice(1);
  if (numbers === undefined) return undefined;
  const order = numbers[0]!.length === 4 ? ['year', 'month', 'day'] : dayOrder(locale);
  const part = (name: string) => Number(numbers[order.indexOf(name)]);
  if (numbers[order.indexOf('year')]!.length !== 4) return undefined;
  const date = new Date(Date.UTC(part('year'), part('month') - 1, part('day')));
  const isReal = date.getUTCMonth() === part('month') - 1 && date.getUTCDate() === part('day');
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}

const orders = new Map<string, string[]>();

function dayOrder(locale: string): string[] {
  const known = orders.get(locale);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    calendar: 'gregory',
  });
  const order = format
    .formatToParts(0)
    .map(({ type }): string => type)
    .filter((type) => type !== 'literal');
  orders.set(locale, order);
  return order;
}

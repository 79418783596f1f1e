import { minorDigits } from '#shared/domain/currencies.ts';
import { parseMoney } from '#shared/domain/money-text.ts';
import { dayOrderOf, readDayTime, type ReadDay } from './day.ts';
import type { RowProblem } from './problems.ts';
import type { ImportSettings } from './settings.ts';
import type { Row } from './table.ts';
import type { Mapping } from './targets.ts';
import { plainCell } from './values.ts';

/** The cells of one row by what they become, and what is wrong with them. */
export class RowCells {
  readonly problems: RowProblem[] = [];
  readonly row: Row;
  readonly settings: ImportSettings;

  constructor(row: Row, settings: ImportSettings) {
    this.row = row;
    this.settings = settings;
    if (row.isFlawed === true) this.problems.push({ code: 'flawed' });
  }

  wrong(code: RowProblem['code'], column?: number): void {
    const value = column === undefined ? undefined : (this.row.cells[column] ?? '');
    this.problems.push({
      code,
      ...(column !== undefined && { column }),
      ...(value !== undefined && { value }),
    });
  }

  /** The columns that become this and hold something in the row. */
  columnsOf(target: string): number[] {
    const columns = placesOf(this.settings.mapping).get(target) ?? [];
    return columns.filter((column) => this.cell(column) !== '');
  }

  cell = (column: number): string => plainCell(this.row.cells[column] ?? '');

  /** What stands in the columns of a target, one after another. */
  text(target: string, longest: number): string | undefined {
    const columns = this.columnsOf(target);
    if (columns.length === 0) return undefined;
    const text = columns.map(this.cell).join(longest > 1000 ? '\n' : ' ');
    if (text.length > longest) this.wrong('long', columns.at(-1));
    return text.slice(0, longest);
  }

  day(target: string): ReadDay | undefined {
    const [column] = this.columnsOf(target);
    if (column === undefined) return undefined;
    const { locale, timeZone } = this.settings.business;
    const order = this.settings.columns[column]?.style?.days ?? dayOrderOf(locale);
    const read = readDayTime(this.cell(column), order, timeZone);
    if (read === undefined) this.wrong('day', column);
    return read;
  }

  /** In minor units. What a spreadsheet has computed is rounded, as it shows it. */
  amount(target: string, currency: string = this.settings.business.currency): bigint | undefined {
    const [column] = this.columnsOf(target);
    if (column === undefined) return undefined;
    const read = amountOf(this.settings, column, this.cell(column), currency);
    if (read === undefined) this.wrong('amount', column);
    return read;
  }
}

const places = new WeakMap<Mapping, ReadonlyMap<string, number[]>>();

/** The columns of each target: looked up once, and not for each row. */
function placesOf(mapping: Mapping): ReadonlyMap<string, number[]> {
  const known = places.get(mapping);
  if (known !== undefined) return known;
  const columns = Map.groupBy(mapping.keys(), (column) => mapping[column]!);
  places.set(mapping, columns);
  return columns;
}

/** A cell as an amount in minor units, as the numbers of its column are written. */
export function amountOf(
  { business, columns }: Pick<ImportSettings, 'business' | 'columns'>,
  column: number,
  cell: string,
  currency: string = business.currency,
): bigint | undefined {
  const locale = columns[column]?.style?.numbers ?? business.locale;
  return parseMoney(rounded(unbracketed(cell), currency), currency, locale);
}

/** `(12.50)` is how bookkeepers write what is below zero; some programs write the sign behind. */
function unbracketed(cell: string): string {
  const [, inner] = /^\((.*)\)$/.exec(cell) ?? /^([^-]*\d)\s*-$/.exec(cell) ?? [];
  return inner === undefined ? cell : `-${inner}`;
}

/** A plain number with more decimals than a spreadsheet would show of it. */
function rounded(cell: string, currency: string): string {
  if (!/^-?\d+\.\d{4,}$/.test(cell)) return cell;
  return Number(cell).toFixed(minorDigits(currency));
}

import { type ServiceRow, serviceRowSchema } from '#shared/domain/import.ts';
import { amountOf } from './cells.ts';
import type { ReadRow } from './contact-row.ts';
import type { RowProblem } from './problems.ts';
import type { ImportSettings } from './settings.ts';
import type { Row } from './table.ts';
import type { ServiceTarget } from './targets.ts';
import { rowIdOf } from './row-id.ts';
import { plainCell } from './values.ts';

const { name, description, unit } = serviceRowSchema.shape;

/** A row as a line of the price list. Texts of several columns stand one after another. */
export function readServiceRow(row: Row, settings: ImportSettings): ReadRow<ServiceRow> {
  const problems: RowProblem[] = [];
  const wrong = (code: RowProblem['code'], column?: number) => {
    problems.push({ code, ...(column !== undefined && { column, value: row.cells[column] ?? '' }) });
  };
  if (row.isFlawed === true) wrong('flawed');
  const draft: ServiceRow = { name: '', unitPrice: '' };
  for (const [column, target] of settings.mapping.entries()) {
    const cell = plainCell(row.cells[column] ?? '');
    if (cell === '' || target === '') continue;
    const code = takeServiceCell(draft, target as ServiceTarget, cell, settings, column);
    if (code !== undefined) wrong(code, column);
  }
  const column = (target: string) => settings.mapping.indexOf(target);
  if (draft.name === '') wrong('nothing');
  else if (!name.safeParse(draft.name).success) wrong('long', column('name'));
  if (draft.description !== undefined && !description.safeParse(draft.description).success)
    wrong('long', column('description'));
  if (draft.unit !== undefined && !unit.safeParse(draft.unit).success) wrong('long', column('unit'));
  if (draft.unitPrice === '' && problems.length === 0) wrong('noPrice');
  return { draft, problems };
}

function takeServiceCell(
  draft: ServiceRow,
  target: ServiceTarget,
  cell: string,
  settings: ImportSettings,
  column: number,
): RowProblem['code'] | undefined {
  if (target === 'price') {
    const minor = amountOf(settings, column, cell);
    if (minor === undefined) return 'amount';
    draft.unitPrice = String(minor);
  } else if (target === 'minutes') {
    const minutes = readMinutes(cell);
    if (minutes === undefined) return 'minutes';
    if (minutes > 0) draft.durationMinutes = minutes;
  } else if (target === 'rowId') draft.rowId = rowIdOf(settings.columns[column]!, cell);
  else
    draft[target] = draft[target] === undefined || draft[target] === '' ? cell : `${draft[target]} ${cell}`;
  return undefined;
}

/** `90`, `90 min`, `1:30`, `1.5 h`, `1 h 30` in minutes. */
export function readMinutes(cell: string): number | undefined {
  const text = cell.toLowerCase().replaceAll(/\s/g, '').replace(',', '.');
  const clock = /^(\d{1,3})(?::|h(?:rs?|ours?|oras?|eures?|ore)?)(\d{1,2})(?:m\w*)?$/.exec(text);
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2]);
  const [, amount, unit] =
    /^(\d{1,5}(?:\.\d{1,2})?)('|m[a-zäöü]*\.?|h[a-zäöü]*\.?|std\.?|stunden?|ore)?$/.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const minutes = Number(amount) * (unit === undefined || /^['m]/.test(unit) ? 1 : 60);
  return Number.isInteger(minutes) ? minutes : undefined;
}

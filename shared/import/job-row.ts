import { addDays } from '#shared/domain/day.ts';
import { type JobRow, mostRowVisits } from '#shared/domain/import.ts';
import { contentId } from '#shared/lib/hash.ts';
import { fold } from '#shared/lib/fold.ts';
import { RowCells } from './cells.ts';
import type { ReadRow } from './contact-row.ts';
import type { Customers } from './customers.ts';
import { type ReadDay, readClock } from './day.ts';
import { rowIdOf } from './row-id.ts';
import { readMinutes } from './service-row.ts';
import type { ImportSettings } from './settings.ts';
import { readStatus } from './status.ts';
import type { Row } from './table.ts';
import { wallClock } from './wall-clock.ts';

type RowVisit = JobRow['visits'][number];

/** What a visit takes where the file says no end. */
const usualMinutes = 60;
const longestVisit = 30 * 24 * 60;

/** A row as a job with the visit that it tells of. `now`: what was due before and is said to be done is over. */
export function readJobRow(
  row: Row,
  settings: ImportSettings,
  { customers, now }: { customers: Customers; now: number },
): ReadRow<JobRow | undefined> {
  const cells = new RowCells(row, settings);
  const title = cells.text('title', 200);
  const notes = cells.text('jobNotes', 20_000);
  const price = cells.amount('price');
  const visit = readVisit(cells);
  const created = cells.day('createdDay');
  const past = readPast(cells, visit?.end, now);
  const found = customers.of(row);
  if (title === undefined) cells.wrong('noTitle');
  if ('problems' in found) cells.problems.push(...found.problems);
  if (title === undefined || cells.problems.length > 0 || 'problems' in found)
    return { draft: undefined, problems: cells.problems };
  const { customer } = found;
  const createdAt =
    created && wallClock(settings.business.timeZone).moment(created.day, created.minute ?? 12 * 60);
  const draft: JobRow = {
    customer,
    title,
    ...(notes !== undefined && { notes }),
    ...(price !== undefined && price !== 0n && { price: String(price) }),
    ...(createdAt !== undefined && createdAt <= now && { createdAt }),
    visits: visit === undefined ? [] : [visit],
    ...(past !== undefined && { past }),
    rowId: idOf(cells, customer.row.name, title, visit),
  };
  return { draft, problems: [] };
}

/** Jobs are numbered from 1 everywhere: the customer's name is part of what a job is known by. */
function idOf(cells: RowCells, customer: string, title: string, visit: RowVisit | undefined): string {
  const [column] = cells.columnsOf('rowId');
  if (column !== undefined)
    return contentId([rowIdOf(cells.settings.columns[column]!, cells.cell(column)), fold(customer)]);
  return contentId(['job', fold(customer), fold(title), visit?.start ?? 0]);
}

function readVisit(cells: RowCells): RowVisit | undefined {
  const day = cells.day('day');
  if (day === undefined) return undefined;
  const clock = wallClock(cells.settings.business.timeZone);
  const minute = clockOf(cells, 'time') ?? day.minute;
  const end = readEnd(cells);
  const lastDay = end?.day ?? day.day;
  // A day without an hour, or midnight, which is how programs write that.
  if (minute === undefined || (minute === 0 && (end?.minute ?? 0) === 0)) {
    const [first, last] = [clock.bounds(day.day), clock.bounds(lastDay)];
    return { start: first.start, end: Math.max(first.end, last.end), anyTime: true };
  }
  const start = clock.moment(day.day, minute);
  const minutes = lengthOf(cells) ?? usualMinutes;
  const ends = end?.minute === undefined ? start + minutes * 60_000 : clock.moment(lastDay, end.minute);
  // An end before its start is of the next day.
  const whole = ends > start ? ends : clock.moment(addDays(lastDay, 1), end?.minute ?? minute);
  if (whole - start > longestVisit * 60_000 || whole <= start) {
    cells.wrong('order', cells.columnsOf('day')[0]);
    return undefined;
  }
  return { start, end: whole };
}

function readEnd(cells: RowCells): Partial<ReadDay> | undefined {
  const minute = clockOf(cells, 'endTime');
  const [column] = cells.columnsOf('endDay');
  if (column === undefined) return minute === undefined ? undefined : { minute };
  const clock = readClock(cells.cell(column));
  if (clock !== undefined) return { minute: clock };
  const day = cells.day('endDay');
  return day && { ...day, ...(minute !== undefined && { minute }) };
}

function clockOf(cells: RowCells, target: string): number | undefined {
  const [column] = cells.columnsOf(target);
  if (column === undefined) return undefined;
  const minute = readClock(cells.cell(column));
  if (minute === undefined) cells.wrong('time', column);
  return minute;
}

function lengthOf(cells: RowCells): number | undefined {
  const [column] = cells.columnsOf('minutes');
  if (column === undefined) return undefined;
  const minutes = readMinutes(cells.cell(column));
  if (minutes === undefined) cells.wrong('minutes', column);
  return minutes === 0 ? undefined : minutes;
}

/** Whether it is over: by its status, by the day on which it was done, or because its visit is. */
function readPast(cells: RowCells, end: number | undefined, now: number): JobRow['past'] {
  const done = cells.day('doneDay');
  const { timeZone } = cells.settings.business;
  const at = done === undefined ? (end ?? now) : wallClock(timeZone).moment(done.day, done.minute ?? 12 * 60);
  const [column] = cells.columnsOf('status');
  const status = column === undefined ? undefined : readStatus(cells.cell(column));
  if (column !== undefined && status === undefined) cells.wrong('status', column);
  if (status === 'void') return { state: 'cancelled', at };
  const isOver =
    status === 'done' || status === 'paid' || (status === undefined && (done !== undefined || at < now));
  return isOver ? { state: 'closed', at } : undefined;
}

/** What a further row says of a job: its visits come to those of the rows before. */
export function joinJobs(first: JobRow, second: JobRow): JobRow | undefined {
  if (fold(first.title) !== fold(second.title)) return undefined;
  const starts = new Set(first.visits.map(({ start }) => start));
  const visits = [...first.visits, ...second.visits.filter(({ start }) => !starts.has(start))];
  if (visits.length > mostRowVisits) return undefined;
  const { past: before, ...joined } = { ...second, ...first, visits };
  // It is over when all of it is.
  const ends = [before, second.past].filter((past) => past !== undefined);
  const past = ends.length === 2 ? ends.toSorted((a, b) => b.at - a.at)[0] : undefined;
  return { ...joined, ...(past !== undefined && { past }) };
}

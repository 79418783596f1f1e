import { debtsOf } from '#shared/domain/invoice-status.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Sum } from './line.ts';
import { planDrafts, sumOfDraft } from './draft-lines.ts';
import { billableSeats, isToBill, priceOf, priceOfSeats } from './job-lines.ts';
import { unansweredSince } from './people-lines.ts';
import type { TodaySources } from './sources.ts';
import { sumsOf } from './sums.ts';
import { nextVisitOf } from './tomorrow.ts';

/** What stands above the list; each is left out where its records are not this member's to see. */
export interface Numbers {
  unanswered?: number;
  /** What is done, or in a plan's turn, and not billed: its price, and how many there are. */
  unbilled?: { sums: Sum[]; count: number };
  nextVisit?: { visit: ReturnType<typeof nextVisitOf> };
}

export function numbersOf(sources: TodaySources): Numbers {
  const { viewer } = sources;
  const sees = (compartment: 'work' | 'money' | 'talk') => viewer.right(compartment) !== 'none';
  return {
    ...(sees('talk') && { unanswered: unanswered(sources) }),
    ...(sees('work') && sees('money') && { unbilled: unbilled(sources) }),
    ...(sees('work') && { nextVisit: { visit: nextVisitOf(sources) } }),
  };
}

/** What customers owe, and what of it is late on a day; each by currency. */
export function sumsOwed(records: RecordReader, today: string): { owed: Sum[]; late: Sum[] } {
  const open = debtsOf(records.all('issued'), records.all('payments'), today);
  return { owed: sumsOf(open), late: sumsOf(open.filter(({ isLate }) => isLate)) };
}

function unanswered(sources: TodaySources): number {
  let count = 0;
  for (const each of sources.records.all('conversations'))
    if (unansweredSince(each, sources) !== undefined) count++;
  return count;
}

function unbilled({ records, jobs: all }: TodaySources): { sums: Sum[]; count: number } {
  const jobs = all.filter((job) => isToBill(records, job));
  const seats = all.flatMap((job) => billableSeats(records, job));
  const drafts = planDrafts(records);
  const sums = sumsOf([
    ...jobs.flatMap((job) => priceOf(records, job)),
    ...priceOfSeats(seats),
    ...drafts.flatMap(sumOfDraft),
  ]);
  return { sums, count: jobs.length + seats.length + drafts.length };
}

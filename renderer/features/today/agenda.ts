import type { Line } from './line.ts';
import { peopleLines } from './people-lines.ts';
import { privacyLines } from './privacy-lines.ts';
import { lateWorkLines, programLines } from './program-lines.ts';
import { bookingLines, requestLines } from './request-lines.ts';
import type { TodaySources } from './sources.ts';
import { taskLines } from './task-lines.ts';
import { tomorrowOf, type Tomorrow } from './tomorrow.ts';
import { draftLines } from './draft-lines.ts';
import { jobLines } from './job-lines.ts';

export interface Agenda {
  lines: Line[];
  /** Left out where visits are not this member's to see. */
  tomorrow: Tomorrow | undefined;
}

/** After what is late, in this order. */
const order: Record<Line['kind'], number> = {
  visit: 0,
  answer: 1,
  request: 2,
  booking: 3,
  callBack: 4,
  arrivals: 5,
  task: 6,
  privacy: 7,
  decide: 8,
  lateWork: 9,
  untold: 10,
  draft: 11,
  bill: 12,
  billSeats: 12,
};

/** What is to be done today, first whoever may be in danger, then what is late. Of each kind that for which somebody waits longest. */
export function agendaOf(sources: TodaySources): Agenda {
  const decisions = sources.findings.map((finding): Line => {
    return { kind: 'decide', id: finding.id, isLate: false, at: 0, finding };
  });
  const lines = [
    ...jobLines(sources),
    ...taskLines(sources),
    ...peopleLines(sources),
    ...requestLines(sources),
    ...bookingLines(sources),
    ...privacyLines(sources),
    ...programLines(sources),
    ...lateWorkLines(sources),
    ...decisions,
    ...draftLines(sources),
  ].toSorted(inOrder);
  return { lines, tomorrow: tomorrowOf(sources) };
}

function inOrder(a: Line, b: Line): number {
  if (isDanger(a) !== isDanger(b)) return isDanger(a) ? -1 : 1;
  if (a.isLate !== b.isLate) return a.isLate ? -1 : 1;
  const byKind = a.isLate ? 0 : order[a.kind] - order[b.kind];
  return byKind || a.at - b.at;
}

function isDanger(line: Line): boolean {
  return line.kind === 'answer' && line.danger !== undefined;
}

import { moneyOwed, type ToolContext, visitsOn } from '#shared/assistant/read-tools.ts';
import { dayOf, daysBetween } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import type { Visit } from '#shared/domain/visit.ts';
import { allJobs, readJob } from '#shared/records/jobs.ts';
import { addressOfJob } from '#shared/records/sites.ts';
import { type Piece, type Said, say, shortened } from './said.ts';
import type { TelegramWords } from './words.ts';

export interface Asked extends ToolContext {
  speak: TelegramWords;
  /** Whether names, places and titles may stand in Telegram. */
  isShown: boolean;
  /** Under which ids visits name who asks; left out for who sees everybody's. */
  staffIds?: ReadonlySet<string> | undefined;
}

/** More is counted, not listed: it is read on a phone. */
const mostLines = 12;
const longestLine = 160;

/** The visits of today. */
export function sayToday(asked: Asked): Said {
  const { business, now, records, speak } = asked;
  const visits = visitsOn(asked, { day: dayOf(now, business.timeZone) }).flatMap(({ jobId, visitId }) => {
    const visit = readJob(records, jobId)?.visits[visitId];
    return visit === undefined || !isOfWhoAsks(visit, asked) ? [] : [{ jobId, visit }];
  });
  if (visits.length === 0) return say([[speak.nothingToday]]);
  const lines = visits.map(({ jobId, visit }) => [visitLine(jobId, visit, asked)]);
  return say([[{ bold: speak.today(visits.length) }], ...listed(lines, speak)]);
}

/** What comes next, today or later. */
export function sayNext(asked: Asked): Said {
  const { now, records, speak, business } = asked;
  const coming = allJobs(records)
    .filter(isOpenJob)
    .flatMap((job) => Object.values(job.visits).map((visit) => ({ jobId: job.id, visit })))
    .filter(({ visit }) => visit.end > now && visit.state !== 'done' && isOfWhoAsks(visit, asked))
    .toSorted((a, b) => a.visit.start - b.visit.start);
  const [next] = coming;
  if (next === undefined) return say([[speak.nothingNext]]);
  const day = new Intl.DateTimeFormat(business.locale, { dateStyle: 'full', timeZone: business.timeZone });
  return say([
    [{ bold: speak.next }, ` · ${day.format(next.visit.start)}`],
    [visitLine(next.jobId, next.visit, asked)],
  ]);
}

/** Unpaid invoices, the longest due first; their numbers are references, and names are names. */
export function sayOwed(asked: Asked): Said {
  const { records, business, now, speak, isShown } = asked;
  const open = moneyOwed(asked);
  if (open.length === 0) return say([[speak.nobodyOwes]]);
  const write = (amount: bigint, currency: string): string => formatMoney(amount, currency, business.locale);
  const today = dayOf(now, business.timeZone);
  const lines = open.map(({ number, contactId, due, currency, dueDate }): Piece[] => {
    const late =
      dueDate !== undefined && dueDate < today ? speak.since(daysBetween(dueDate, today)) : undefined;
    const name = isShown ? records.get('contacts', contactId)?.name : undefined;
    return [joined([number, name, write(due, currency), late])];
  });
  const sums = new Map<string, bigint>();
  for (const { due, currency } of open) sums.set(currency, (sums.get(currency) ?? 0n) + due);
  const total = Array.from(sums, ([currency, amount]) => write(amount, currency)).join(' + ');
  return say([[{ bold: speak.owes(open.length) }], ...listed(lines, speak), [`${speak.total}: ${total}`]]);
}

function visitLine(jobId: string, visit: Visit, { records, business, isShown, speak }: Asked): string {
  const time = (at: number): string => timeOf(at, business.timeZone);
  const when = visit.anyTime === true ? speak.anyTime : `${time(visit.start)}–${time(visit.end)}`;
  const job = readJob(records, jobId);
  if (!isShown || job === undefined) return when;
  const { street, city } = addressOfJob(records, job) ?? {};
  return joined([when, job.title, records.get('contacts', job.contactId)?.name, street, city]);
}

function isOfWhoAsks({ staffIds = [] }: Visit, asked: Asked): boolean {
  return asked.staffIds === undefined || staffIds.some((id) => asked.staffIds!.has(id));
}

function joined(parts: (string | undefined)[]): string {
  return shortened(parts.filter((part) => part).join(' · '), longestLine);
}

function listed(lines: Piece[][], speak: TelegramWords): Piece[][] {
  const shown = lines.slice(0, mostLines);
  return lines.length > shown.length ? [...shown, [speak.andMore(lines.length - shown.length)]] : shown;
}

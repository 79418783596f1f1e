import { type Business, type Shift, weekdays } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { multiply } from '#shared/domain/money.ts';
import { parseDecimal } from '#shared/domain/money-text.ts';
import { wordsIn } from '#shared/lib/words.ts';
import type { ReplyFacts } from '../facts.ts';
import type { CalendarDay, Claim } from './claim.ts';
import { findClaims } from './find.ts';

/** What a record says, without a place in a text. */
export type Known =
  | { kind: 'amount'; minor: bigint }
  | { kind: 'percent'; value: string | undefined }
  | { kind: 'date'; days: CalendarDay[] }
  | { kind: 'weekday'; weekday: number }
  /** The hours of a day of the week: they prove it where the text says one of them beside it. */
  | { kind: 'open'; weekday: number; minutes: number[] }
  | { kind: 'time'; minutes: number[] }
  | { kind: 'link'; address: string }
  | { kind: 'phone'; digits: string }
  | { kind: 'account'; compact: string }
  | { kind: 'address'; words: string[] }
  | { kind: 'number'; value: number };

/** Where a claim of ours is proven: a record, or the conversation itself. */
export interface Source {
  /** `collection/id`; `slots/START` for a computed free time. */
  citation: string | undefined;
  known: Known[];
  /** Its amounts are the price of this, and prove no other's. */
  priceOf?: string;
}

/** Everything that an answer to this conversation may state. */
export function sourcesOf(facts: ReplyFacts, language: string): Source[] {
  const { business, services, contact, jobs, invoices, knowledge, slots, now } = facts;
  const read = (text: string) => knownIn(text, business, language);
  const { phones = {}, emails = {}, addresses = {} } = contact ?? {};
  const reached = [
    ...Object.values(phones).map(({ number }) => number),
    ...Object.values(emails).map(({ address }) => address),
  ];
  return [
    { citation: 'business/business', known: ofBusiness(facts, language) },
    ...services.map((service) => ({
      citation: `services/${service.id}`,
      known: ofService(service, business, language),
      priceOf: service.id,
    })),
    ...jobs.flatMap((job) => ofJob(job, business)),
    ...invoices.map((invoice) => ({ citation: `issued/${invoice.issued.id}`, known: ofInvoice(invoice) })),
    {
      citation: contact && `contacts/${contact.id}`,
      known: [...read(reached.join('\n')), ...Object.values(addresses).flatMap((each) => ofAddress(each))],
    },
    ...knowledge.map(({ row }) => ({
      citation: `knowledge/${row.id}`,
      // Prices come from the price list alone: an amount or percentage in prose proves nothing.
      known: read(`${row.title}\n${row.text}`).filter(({ kind }) => kind !== 'amount' && kind !== 'percent'),
    })),
    ...slots.map(({ start }) => ({
      citation: `slots/${start}`,
      known: [...date(dayOf(start, business.timeZone)), time(timeOf(start, business.timeZone))],
    })),
    {
      citation: undefined,
      known: [...saidBy(facts, 'out', language), ...date(dayOf(now, business.timeZone))],
    },
  ];
}

/** What the customer or the business has written in this conversation. */
export function saidBy(
  { messages, business }: ReplyFacts,
  direction: 'in' | 'out',
  language: string,
): Known[] {
  const texts = messages.filter((message) => message.direction === direction).map(({ text }) => text ?? '');
  return texts.flatMap((text) => knownIn(text, business, language));
}

function knownIn(text: string, business: Business, language: string): Known[] {
  return findClaims(text, business, language).flatMap((claim) => valueOf(claim) ?? []);
}

/** A claim that could be read for certain. */
function valueOf(claim: Claim): Known | undefined {
  if (claim.kind !== 'amount') return claim;
  return claim.minor === undefined ? undefined : { kind: 'amount', minor: claim.minor };
}

function ofBusiness({ business }: ReplyFacts, language: string): Known[] {
  const { phone, email, website, paymentInstructions, hours, taxes, address } = business;
  const written = [phone, email, website, paymentInstructions].filter(Boolean).join('\n');
  const shifts: Shift[] = Object.values(hours).flat();
  const open = weekdays.map((key, i): Known => {
    const times = (hours[key] ?? []).flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]);
    return { kind: 'open', weekday: (i + 1) % 7, minutes: times };
  });
  const rates = Object.values(taxes).map(({ rate }) => parseDecimal(rate, 'en'));
  return [
    ...knownIn(written, business, language),
    ...shifts.flatMap(({ from, to }) => [time(from), time(to)]),
    ...open,
    ...rates.map((value): Known => ({ kind: 'percent', value })),
    ...ofAddress(address),
  ];
}

function ofService(
  { name, description, unitPrice, currency, durationMinutes }: ReplyFacts['services'][number],
  business: Business,
  language: string,
): Known[] {
  const told = knownIn(`${name}\n${description ?? ''}`, business, language);
  const lasts: Known[] =
    durationMinutes === undefined
      ? []
      : [durationMinutes, durationMinutes / 60].map((value) => ({ kind: 'number', value }));
  return [
    ...told.filter(({ kind }) => kind === 'number'),
    ...lasts,
    ...(currency === business.currency ? amounts(unitPrice) : []),
  ];
}

/** What is priced in another currency proves no amount of the business's own. */
function ofJob(
  { id, visits, items = {} }: ReplyFacts['jobs'][number],
  { timeZone, currency: own }: Business,
): Source[] {
  const citation = `jobs/${id}`;
  const times = Object.values(visits).flatMap(({ start, end, anyTime }) => [
    ...date(dayOf(start, timeZone)),
    ...(anyTime ? [] : [start, end].map((at) => time(timeOf(at, timeZone)))),
  ]);
  const prices = Object.entries(items).map(([key, { unitPrice, quantity, currency }]) => ({
    citation,
    known: currency === own ? amounts(unitPrice, multiply(BigInt(unitPrice), quantity)) : [],
    priceOf: `${id}/${key}`,
  }));
  return [{ citation, known: times }, ...prices];
}

function ofInvoice({ issued, paid, open }: ReplyFacts['invoices'][number]): Known[] {
  const { gross, net, tax } = issued.totals;
  const days = [issued.issueDate, issued.supplyDate, issued.dueDate].filter((day) => day !== undefined);
  const digits = issued.number.match(/\d+/g) ?? [];
  return [
    // A number of digits alone reads like a phone number.
    { kind: 'phone', digits: digits.join('') },
    ...digits.map((each): Known => ({ kind: 'number', value: Number(each) })),
    ...amounts(gross, net, tax, paid, open, ...issued.lines.map((line) => line.amount)),
    ...days.flatMap(date),
  ];
}

function ofAddress(address: Record<string, unknown> | undefined): Known[] {
  const lines = Object.values(address ?? {}).filter((line) => typeof line === 'string');
  const words = wordsIn(lines.join(' ')).map(({ word }) => word);
  const numbers = words
    .filter((word) => /^\d+$/.test(word))
    .map((word): Known => ({ kind: 'number', value: Number(word) }));
  return [{ kind: 'address', words }, ...numbers];
}

function amounts(...minor: (string | bigint)[]): Known[] {
  return minor.map((value) => ({ kind: 'amount', minor: BigInt(value) }));
}

/** A day, by its date and its day of the week. */
function date(day: string): Known[] {
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return [
    { kind: 'date', days: [{ day: dayOfMonth!, month: month!, year }] },
    { kind: 'weekday', weekday },
  ];
}

function time(timeOfDay: string): Known {
  return { kind: 'time', minutes: [minutesOf(timeOfDay)] };
}

function minutesOf(timeOfDay: string): number {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return hours! * 60 + minutes!;
}

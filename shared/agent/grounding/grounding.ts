import type { Business, Shift } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { multiply } from '#shared/domain/money.ts';
import { parseDecimal } from '#shared/domain/money-text.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { questionOf } from '#shared/agent/facts.ts';
import { asksOnly } from './asks-only.ts';
import { findClaims } from './claims.ts';
import type { Priced } from './said-of.ts';
import { saidOf } from './said-of.ts';
import { sentencesOf } from './sentences.ts';
import { citedByWords } from './cited-by-words.ts';
import type { CalendarDay, Claim } from './numbers.ts';
import { unprovenPromises } from './promises.ts';
import { type DraftWarning, forbiddenWords } from './warnings.ts';

export interface Grounding {
  /** What to check before sending; empty where everything is proven. */
  warnings: DraftWarning[];
  /** Records that prove what the text states, as `collection/id`; `slots/START` for a computed free time. */
  citations: string[];
}

/** Where a claim of ours is proven: a record, or the conversation itself. */
interface Source {
  citation: string | undefined;
  claims: Claim[];
  /** Its amounts are the price of this, and prove no other's. */
  priceOf?: string;
}

/**
 * Checks a draft against the records and the conversation. Every promise, amount, percentage, date, time, link and
 * phone number must be in a record or in what the business wrote before; dates, times and phone numbers may
 * also be the customer's. An amount or link that only the customer named proves nothing.
 */
export function checkGrounding(draft: string, facts: ReplyFacts): Grounding {
  const records = recordSources(facts);
  const customer = wordsOf(facts, 'in');
  const warnings: DraftWarning[] = [];
  const citations = new Set<string>(citedByWords(draft, facts));
  const claims = findClaims(draft, facts.business);
  const said = pricesSaid(draft, claims, facts);
  for (const claim of claims) {
    const meant = claim.kind === 'amount' ? said.get(claim.at!.start) : undefined;
    const proofs = records.filter(
      ({ claims: known, priceOf }) =>
        (priceOf === undefined || meant === undefined || meant.has(priceOf)) &&
        known.some((each) => proves(each, claim)),
    );
    for (const { citation } of proofs) if (citation !== undefined) citations.add(citation);
    if (proofs.length > 0) continue;
    const isCustomers = customer.some((known) => proves(known, claim));
    if (isCustomers && claim.kind !== 'amount' && claim.kind !== 'percent' && claim.kind !== 'link') continue;
    warnings.push({ kind: isCustomers ? 'onlyCustomers' : 'unproven', what: claim.kind, text: claim.text });
  }
  warnings.push(...unprovenPromises(draft, facts), ...forbiddenWords(draft, facts.voice.doNotSay));
  return { warnings: distinct(warnings), citations: [...citations] };
}

/**
 * What a text of a model needs besides: something that it rests on. One that rests on no record and on no
 * computed free time asks the customer or leaves the answer to a person.
 */
export function checkAnswer(draft: string, facts: ReplyFacts): Grounding {
  const grounding = checkGrounding(draft, facts);
  if (grounding.citations.length > 0 || asksOnly(draft)) return grounding;
  return { ...grounding, warnings: [...grounding.warnings, { kind: 'noSource', text: '' }] };
}

/**
 * The first sentence that neither rests on a record or a computed free time, nor only asks, thanks or says that a
 * person will answer. A proven price beside it proves nothing of what it says.
 */
export function unfoundedSentence(draft: string, facts: ReplyFacts): string | undefined {
  const records = recordSources(facts).filter(({ citation }) => citation !== undefined);
  const isFounded = (text: string) =>
    asksOnly(text) ||
    citedByWords(text, facts).length > 0 ||
    findClaims(text, facts.business).some((claim) =>
      records.some(({ claims }) => claims.some((known) => proves(known, claim))),
    );
  return sentencesOf(draft)
    .map(({ text }) => text.trim())
    .find((text) => !isFounded(text));
}

function distinct(warnings: DraftWarning[]): DraftWarning[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}

/** What each amount of a draft is the price of. */
function pricesSaid(draft: string, claims: Claim[], facts: ReplyFacts): Map<number, Set<string>> {
  const spans = claims.flatMap((claim) => (claim.kind === 'amount' && claim.at) || []);
  return saidOf(draft, spans, [...facts.services, ...itemsOf(facts)], questionOf(facts.messages));
}

function itemsOf({ jobs }: ReplyFacts): Priced[] {
  return jobs.flatMap(({ id, items = {} }) =>
    Object.entries(items).map(([key, { name }]) => ({ id: `${id}/${key}`, name })),
  );
}

/** Whether a known thing is what the draft states. What could not be read for certain is never proven. */
function proves(known: Claim, claim: Claim): boolean {
  if (known.kind === 'amount' && claim.kind === 'amount') {
    return claim.minor !== undefined && known.minor === claim.minor;
  }
  if (known.kind === 'percent' && claim.kind === 'percent') {
    return claim.value !== undefined && known.value === claim.value;
  }
  if (known.kind === 'date' && claim.kind === 'date') {
    return known.days.some((day) => claim.days.some((other) => sameDay(day, other)));
  }
  if (known.kind === 'time' && claim.kind === 'time') {
    return known.minutes.some((minutes) => claim.minutes.includes(minutes));
  }
  if (known.kind === 'link' && claim.kind === 'link') return known.address === claim.address;
  // The last digits, so that a number is known with and without its country's prefix.
  const last = (digits: string) => digits.slice(-7);
  return known.kind === 'phone' && claim.kind === 'phone' && last(known.digits) === last(claim.digits);
}

function sameDay(a: CalendarDay, b: CalendarDay): boolean {
  const sameYear = a.year === undefined || b.year === undefined || a.year === b.year;
  return a.day === b.day && a.month === b.month && sameYear;
}

function recordSources(facts: ReplyFacts): Source[] {
  const { business, services, contact, jobs, invoices, knowledge, slots, now } = facts;
  const phones = Object.values(contact?.phones ?? {}).map(({ number }) => number);
  const emails = Object.values(contact?.emails ?? {}).map(({ address }) => address);
  return [
    { citation: 'business/business', claims: businessClaims(facts) },
    ...services.map(({ id, unitPrice, currency }) => ({
      citation: `services/${id}`,
      claims: currency === business.currency ? amounts(unitPrice) : [],
      priceOf: id,
    })),
    ...jobs.flatMap((job) => jobSources(job, business)),
    ...invoices.map((invoice) => ({
      citation: `issued/${invoice.issued.id}`,
      claims: invoiceClaims(invoice),
    })),
    {
      citation: contact && `contacts/${contact.id}`,
      claims: findClaims([...phones, ...emails].join('\n'), business),
    },
    ...knowledge.map(({ row }) => ({
      citation: `knowledge/${row.id}`,
      claims: knowledgeClaims(row, business),
    })),
    ...slots.map(({ start }) => ({
      citation: `slots/${start}`,
      claims: [date(dayOf(start, business.timeZone)), time(timeOf(start, business.timeZone))],
    })),
    { citation: undefined, claims: [...wordsOf(facts, 'out'), date(dayOf(now, business.timeZone))] },
  ];
}

function businessClaims({ business }: ReplyFacts): Claim[] {
  const { phone, email, website, paymentInstructions, hours, taxes } = business;
  const written = [phone, email, website, paymentInstructions].filter(Boolean).join('\n');
  const shifts: Shift[] = Object.values(hours).flat();
  const rates = Object.values(taxes).map(({ rate }) => parseDecimal(rate, 'en'));
  return [
    ...findClaims(written, business),
    ...shifts.flatMap(({ from, to }) => [time(from), time(to)]),
    ...rates.map((value): Claim => ({ kind: 'percent', text: '', value })),
  ];
}

/** Prices come from the price list alone: an amount or percentage in prose proves nothing. */
function knowledgeClaims({ title, text }: Knowledge, business: Business): Claim[] {
  return findClaims(`${title}\n${text}`, business).filter(
    ({ kind }) => kind !== 'amount' && kind !== 'percent',
  );
}

/** What is priced in another currency proves no amount of the business's own. */
function jobSources(
  { id, visits = {}, items = {} }: ReplyFacts['jobs'][number],
  { timeZone, currency: own }: Business,
): Source[] {
  const citation = `jobs/${id}`;
  const times = Object.values(visits).flatMap(({ start, end }) => [
    date(dayOf(start, timeZone)),
    time(timeOf(start, timeZone)),
    time(timeOf(end, timeZone)),
  ]);
  const prices = Object.entries(items).map(([key, { unitPrice, quantity, currency }]) => ({
    citation,
    claims: currency === own ? amounts(unitPrice, multiply(BigInt(unitPrice), quantity)) : [],
    priceOf: `${id}/${key}`,
  }));
  return [{ citation, claims: times }, ...prices];
}

function invoiceClaims({ issued, paid, open }: ReplyFacts['invoices'][number]): Claim[] {
  const { gross, net, tax } = issued.totals;
  const days = [issued.issueDate, issued.supplyDate, issued.dueDate].filter((day) => day !== undefined);
  // A number of digits alone reads like a phone number.
  const number: Claim = { kind: 'phone', text: '', digits: issued.number.replace(/\D/g, '') };
  return [
    number,
    ...amounts(gross, net, tax, paid, open, ...issued.lines.map((line) => line.amount)),
    ...days.map(date),
  ];
}

function wordsOf({ messages, business }: ReplyFacts, direction: 'in' | 'out'): Claim[] {
  const texts = messages.filter((message) => message.direction === direction).map(({ text }) => text ?? '');
  return texts.flatMap((text) => findClaims(text, business));
}

function amounts(...minor: (string | bigint)[]): Claim[] {
  return minor.map((value) => ({ kind: 'amount', text: '', minor: BigInt(value) }));
}

function date(day: string): Claim {
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return { kind: 'date', text: '', days: [{ day: dayOfMonth!, month: month!, year }] };
}

function time(timeOfDay: string): Claim {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return { kind: 'time', text: '', minutes: [hours! * 60 + minutes!] };
}

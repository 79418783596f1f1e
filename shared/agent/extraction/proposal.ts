import { z } from 'zod';
import type { Service } from '#shared/domain/business.ts';
import { addressSchema } from '#shared/domain/common.ts';
import { dayOf } from '#shared/domain/day.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import { languageOf } from '#shared/agent/basic/language.ts';
import { matchServices } from '#shared/agent/basic/services.ts';
import { readMessage } from '#shared/agent/acts/read.ts';
import { wantsOf } from '#shared/agent/acts/wants.ts';
import { streetAddressesIn } from '#shared/agent/street-addresses.ts';
import { fold } from '#shared/agent/when/fold.ts';
import { writeMinutes } from '#shared/agent/when/likely.ts';
import type { Said } from '#shared/agent/when/said.ts';
import { readWhen } from '#shared/agent/when/when.ts';
import { titleFrom } from './title.ts';

/** Where in the conversation a value stands: `start` and `end` are places in the message's text. */
export const evidenceSchema = z.object({ messageId: z.string(), start: z.number(), end: z.number() });
export type Evidence = z.infer<typeof evidenceSchema>;

/** A day (`2026-11-24`) and a time (`10:00`), as far as they are known. */
export const readingSchema = z.object({
  day: z.iso.date().optional(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
});
export type Reading = z.infer<typeof readingSchema>;

/** A job that a conversation seems to ask for. It is shown to the owner; nothing is made of it by itself. */
export const proposalSchema = z.object({
  conversationId: z.string(),
  /** When the newest of the messages was written that it rests on (epoch milliseconds). */
  upTo: z.number(),
  title: z.string(),
  service: z.object({ id: z.string(), name: z.string(), evidence: z.array(evidenceSchema) }).optional(),
  /** One reading where all readers agree; else the owner is asked which is meant, the likeliest first. */
  when: z.object({ readings: z.array(readingSchema).min(1), evidence: z.array(evidenceSchema) }).optional(),
  place: z.object({ address: addressSchema, evidence: z.array(evidenceSchema) }).optional(),
  /** The customer's own words. */
  notes: z.string(),
  durationMinutes: z.number(),
});
export type JobProposal = z.infer<typeof proposalSchema>;

/** What is asked for must have been said lately. */
const lookBack = 7 * 24 * 60 * 60 * 1000;
const mostMessages = 10;
const mostReadings = 3;
const usualMinutes = 60;
const longestNotes = 1000;
/** Where the customer says nothing of the matter; in the owner's language. */
const visit: Record<Language, string> = {
  en: 'Visit',
  es: 'Visita',
  pt: 'Visita',
  de: 'Termin',
  fr: 'Visite',
  it: 'Visita',
};

/** By our own rules; `undefined` where the customer asks for no visit. */
export function proposeJob(conversationId: string, facts: ReplyFacts): JobProposal | undefined {
  const talk = recentTalk(facts);
  const asked = talk.filter(({ direction }) => direction === 'in');
  const upTo = asked.at(-1)?.at;
  if (upTo === undefined) return undefined;
  const when = findWhen(talk, facts);
  const service = findService(asked, facts);
  const wishes = asked.map(({ text = '' }) => visitWishOf(text, facts));
  if (!wishes.includes('asked') && !(when !== undefined && wishes.includes('open'))) return undefined;
  const place = findPlaceIn(asked);
  const elsewhere = [when, place].flatMap((part) => part?.evidence ?? []);
  const proposal = {
    conversationId,
    upTo,
    title:
      service?.name ??
      titleFrom(byMatter(asked, wishes), elsewhere) ??
      visit[languageOf(facts.business.locale)],
    service,
    when,
    place,
    notes: notesFrom(asked),
    durationMinutes: durationOf(facts, service?.id),
  };
  return isOpenAlready(proposal, facts) ? undefined : proposal;
}

/** Whether the words of the acts ask for a visit; `open` where they say nothing, so that a day to come decides. */
function visitWishOf(
  text: string,
  { now, business, services }: ReplyFacts,
): 'asked' | 'open' | 'something else' {
  const reading = readMessage(text, { now, business, services, answers: [], languages: [] });
  const [want] = wantsOf(reading);
  if (want === 'booking') return 'asked';
  const isMoney = reading.touched.has('howToPay') || reading.touched.has('balance');
  return (want === 'other' || want === 'greeting') && !isMoney ? 'open' : 'something else';
}

/** First where a visit was asked for, then backwards what led to it; what came later is about how and where. */
function byMatter(asked: readonly Message[], wishes: readonly string[]): Message[] {
  const end = wishes.lastIndexOf('asked') + 1;
  return [...asked.slice(0, end).toReversed(), ...asked.slice(end)];
}

/** Whether the customer has an open job of the same matter, at the same time and place as far as both are known. */
export function isOpenAlready(
  { title, service, when, place }: JobProposal,
  { jobs, sites, business }: Pick<ReplyFacts, 'jobs' | 'sites' | 'business'>,
): boolean {
  const days = new Set(when?.readings.flatMap(({ day }) => day ?? []));
  const street = place?.address.street;
  return jobs.filter(isOpenJob).some((job) => {
    const isSame =
      fold(job.title) === fold(title) ||
      Object.values(job.items ?? {}).some(
        ({ serviceId }) => serviceId !== undefined && serviceId === service?.id,
      );
    const visits = Object.values(job.visits);
    const isThen =
      days.size === 0 ||
      visits.length === 0 ||
      visits.some(({ start }) => days.has(dayOf(start, business.timeZone)));
    const theirs = sites.find(({ id }) => id === job.siteId)?.address?.street;
    const isThere = street === undefined || theirs === undefined || fold(theirs) === fold(street);
    return isSame && isThen && isThere;
  });
}

/** The moments of a proposal whose day and time are certain. */
export function visitOf(
  reading: Reading | undefined,
  durationMinutes: number,
  facts: Pick<ReplyFacts, 'business'>,
): { start: number; end: number } | undefined {
  if (reading?.day === undefined || reading.time === undefined) return undefined;
  const start = momentOf(reading.day, reading.time, facts.business.timeZone);
  return start === undefined ? undefined : { start, end: start + durationMinutes * 60_000 };
}

/** Since the business last made a job of it, or a week ago. */
export function recentTalk({ messages, jobs, now }: ReplyFacts): Message[] {
  const made = jobs.filter(({ conversationId }) =>
    messages.some((each) => each.conversationId === conversationId),
  );
  const since = Math.max(now - lookBack, ...made.map(({ createdAt }) => createdAt + 1));
  return messages.filter(({ at, text }) => text !== undefined && at >= since).slice(-mostMessages);
}

export function durationOf(
  { services }: Pick<ReplyFacts, 'services'>,
  serviceId: string | undefined,
): number {
  return services.find(({ id }) => id === serviceId)?.durationMinutes ?? usualMinutes;
}

/** The newest words about a day and a time; a day and a time may come in two messages. */
function findWhen(talk: Message[], { business, services, now }: ReplyFacts): JobProposal['when'] {
  const plainWords = new Set(services.flatMap(({ name }) => fold(name).match(/[\p{L}\d]+/gu) ?? []));
  let days: (string | undefined)[] = [];
  let times: (number | undefined)[] = [];
  const evidence: Evidence[] = [];
  for (const { id, text = '', at } of sayings(talk).toReversed()) {
    const when = readWhen(withoutPlace(text), { now: at, business, plainWords });
    const [named, told] = [meantBy(when.day), meantBy(when.time)];
    const isNew = (days.length === 0 && named.length > 0) || (times.length === 0 && told.length > 0);
    if (!isNew) continue;
    if (days.length === 0) days = named;
    if (times.length === 0) times = told;
    evidence.push(...when.spans.map(({ start, end }) => ({ messageId: id, start, end })));
  }
  const readings = combine(days, times).filter((reading) => isAhead(reading, business, now));
  return readings.length === 0 ? undefined : { readings: readings.slice(0, mostReadings), evidence };
}

/** The values that may be meant; `undefined` beside one that is not certain. A range names none. */
function meantBy<T>(said: Said<T> | undefined): (T | undefined)[] {
  if (said === undefined || said.kind === 'range') return [];
  if (said.kind === 'one') return [said.value];
  return said.candidates.length === 1 ? [...said.candidates, undefined] : said.candidates;
}

/** A house number is no time, and "12 May Street" no day: an address is left out, as so many spaces. */
function withoutPlace(text: string): string {
  const [place] = streetAddressesIn(fold(text));
  if (place === undefined) return text;
  const [start, end] = place;
  return `${text.slice(0, start)}${' '.repeat(end - start)}${text.slice(end)}`;
}

/** What the customer said, and what the business offered and the customer agreed to. */
function sayings(talk: Message[]): Message[] {
  const agrees =
    /^(?:ok(?:ay)?|yes|yeah|perfect|great|sounds good|that works|fine|si|vale|perfecto|de acuerdo|sim|perfeito|pode ser|combinado|ja|gerne|passt|perfekt|super|oui|parfait|d'accord|ca marche|ca me va|tres bien|entendu|va bene|perfetto|d'accordo|certo)\b/;
  return talk.filter(({ direction }, index) => {
    if (direction === 'in') return true;
    const next = talk[index + 1];
    return next?.direction === 'in' && agrees.test(fold(next.text ?? '').trim());
  });
}

function combine(days: (string | undefined)[], times: (number | undefined)[]): Reading[] {
  const [ofDay, ofTime] = [days.length === 0 ? [undefined] : days, times.length === 0 ? [undefined] : times];
  if (days.length + times.length === 0) return [];
  return ofDay.flatMap((day) =>
    ofTime.map((time) => ({
      ...(day !== undefined && { day }),
      ...(time !== undefined && { time: writeMinutes(time) }),
    })),
  );
}

function isAhead({ day, time }: Reading, business: ReplyFacts['business'], now: number): boolean {
  if (day === undefined) return true;
  const start = momentOf(day, time ?? '23:59', business.timeZone);
  return start !== undefined && start > now;
}

function findService(asked: Message[], { services }: ReplyFacts): JobProposal['service'] {
  for (const { id, text = '' } of asked.toReversed()) {
    const matched = matchServices(text, services);
    const [service] = matched;
    // Of several equals none is guessed.
    if (service === undefined || matched.length > 1) continue;
    return { id: service.id, name: service.name, evidence: wordsAbout(service, id, text, services) };
  }
  return undefined;
}

/** The words of a message that lead to the service by themselves. */
function wordsAbout(service: Service, messageId: string, text: string, services: Service[]): Evidence[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  const telling = words.filter(([word]) => matchServices(word, services).includes(service));
  return telling.map(({ index, 0: word }) => ({ messageId, start: index, end: index + word.length }));
}

function findPlaceIn(asked: Message[]): JobProposal['place'] {
  for (const { id, text = '' } of asked.toReversed()) {
    const [span] = streetAddressesIn(fold(text));
    if (span === undefined) continue;
    const [start, end] = span;
    return {
      address: { street: text.slice(start, end).trim() },
      evidence: [{ messageId: id, start, end }],
    };
  }
  return undefined;
}

function notesFrom(asked: Message[]): string {
  const text = asked.map((message) => message.text?.trim() ?? '').join('\n');
  return text.slice(-longestNotes).toWellFormed();
}

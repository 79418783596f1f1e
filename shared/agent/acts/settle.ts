import type { Act, Answered } from '#shared/domain/act.ts';
import { holdsDangerousClause } from '../heard/hear.ts';
import { joined } from './joined.ts';
import { ownMatters, type Reading } from './read.ts';
import { tokensOf } from './tokens.ts';

/** What follows from a message: acts that may be composed and sent, or nothing but that a person answers. */
export interface Settled {
  acts: Act[];
  /** A person has to go on from here. */
  isLeft: boolean;
  /** For the team, why. */
  reason: LeftReason | undefined;
}

type LeftReason = 'person' | 'change' | 'doubt' | 'notInRecords' | 'model';

/** They state nothing and offer nothing but that a person will see to it, so that they may follow any words. */
const promises = new Set<Act['act']>([
  'handOver',
  'cancelRequested',
  'moveRequested',
  'quoteRequested',
  'callBack',
  'received',
]);

/** More words that nobody knows than this, and a message is about something else than a list could offer. */
const mostUnknown = 3;
/** The same where no record is in sight. */
const mostUnknownBesideQuestion = 2;
/** The same where a model has read it. */
const mostUnknownToUs = 8;
const leastKnownShare = 0.5;

/**
 * Settles what may be said without a person. An answer needs two readers that agree: our own, which accounts for every
 * word, and the model where there is one (`answered`; `undefined` without a model). Where they do not agree, or words
 * are left over, the customer gets a choice and never a price or a time, or a person answers.
 */
export function settle(reading: Reading, answered?: readonly Answered[], message = ''): Settled {
  const model = answered && joined(answered);
  const promised = model?.find(({ act }) => promises.has(act));
  if (reading.matter === 'person') return left('person', 'complaint');
  if (promised !== undefined) return leftWith('model', promised);
  if (reading.matter === 'change') return leftWith('change', { act: 'cancelRequested' });
  if (reading.acts !== undefined && isPolite(reading.acts)) return said(reading.acts);
  if (model === undefined)
    return reading.acts === undefined ? choiceOr(reading, [], message) : said(withNext(reading.acts));
  if (model.length === 0) return left('model', 'notUnderstood');
  const isQuoted = answered!.every(({ quote }) => quotes(message, quote));
  if (reading.acts !== undefined && isQuoted && agree(reading.acts, model))
    return said(withNext(reading.acts));
  return choiceOr(reading, model, message);
}

/** Whether a second opinion can change anything: courtesy needs none, and what is a person's stays so. */
export function needsModel({ acts, matter }: Reading): boolean {
  return matter === undefined && !(acts !== undefined && isPolite(acts));
}

/** Whether both name the same acts with the same records, whatever their order. */
function agree(own: readonly Act[], model: readonly Act[]): boolean {
  // What our own reader only asks about is a choice already.
  if (own.some(({ act }) => act === 'choose')) return true;
  const keys = (acts: readonly Act[]) => acts.map(keyOf).toSorted().join('\n');
  return keys(own) === keys(model);
}

function keyOf(act: Act): string {
  const ids = act.act === 'price' ? { ...act, serviceIds: act.serviceIds.toSorted() } : act;
  return JSON.stringify(Object.entries(ids).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The quoted words stand in the message, word for word. */
function quotes(message: string, quote: string): boolean {
  const asked = ` ${tokensOf(message)
    .words.map(({ word }) => word)
    .join(' ')} `;
  const words = tokensOf(quote).words.map(({ word }) => word);
  return words.length > 0 && asked.includes(` ${words.join(' ')} `);
}

const answering = new Set<Act['act']>(['price', 'slots', 'services', 'hours', 'area', 'howToPay']);

/** Candidates to tap, where what is asked is in sight and nothing in it sounds like a danger. Otherwise a person. */
function choiceOr(reading: Reading, model: readonly Act[], message: string): Settled {
  const choice = choiceFor(reading, model);
  if (choice === undefined) return left('notInRecords', 'notInRecords');
  return holdsDangerousClause(message, [reading.trade]) ? left('doubt', 'notInRecords') : said([choice]);
}

/**
 * A model has read what is asked, or the message names a part of a record and asks with few words that nobody knows.
 * Who says that something is not so may call it off, or complain: unless they ask, nothing is offered.
 */
function choiceFor(reading: Reading, model: readonly Act[]): Act | undefined {
  const { near, nearAnswers, touched, isQuestion, unknown, wantedDay: day } = reading;
  if (!isQuestion && (reading.isNegated || unknown > 0)) return undefined;
  const asked = new Set(
    [...model.map(({ act }) => act), ...(near.length > 0 ? touched : reading.asks)].filter((act) =>
      answering.has(act),
    ),
  );
  if (day !== undefined) asked.add('slots');
  const isOwn = [...touched].some((act) => ownMatters.has(act));
  const isPublic = isClear(reading, model) && asked.size > 0 && !isOwn;
  const serviceIds = idsOf(
    model.flatMap((act) =>
      act.act === 'price' ? act.serviceIds : act.act === 'slots' ? (act.serviceId ?? []) : [],
    ),
    near,
  );
  const purpose = asked.has('price') ? 'price' : asked.has('slots') ? 'book' : undefined;
  const onDay = purpose === 'book' && day !== undefined ? { day } : {};
  const ofService = { act: 'choose', of: 'service', purpose, ...onDay } as const;
  if (isPublic && purpose !== undefined && serviceIds.length > 0) return { ...ofService, serviceIds };
  const chosen = model.flatMap((act) => (act.act === 'knowledge' ? act.knowledgeId : []));
  const knowledgeIds = idsOf(chosen, nearAnswers);
  if (knowledgeIds.length > 0) return { act: 'choose', of: 'question', knowledgeIds };
  if (!isPublic) return undefined;
  if (purpose !== undefined) return ofService;
  return near.length > 0 ? undefined : { act: 'choose', of: 'menu' };
}

/** Whether few enough words are left over. Where no record is in sight, it has to ask, or to hold none of them. */
function isClear(
  { near, asks, wantedDay, isQuestion, isNegated, unknown, words }: Reading,
  model: readonly Act[],
): boolean {
  if (model.length > 0) return unknown <= mostUnknownToUs;
  const isAsked = (asks.size > 0 || wantedDay !== undefined) && isQuestion && !isNegated;
  const asksPlainly = isAsked && unknown <= mostUnknownBesideQuestion;
  const isInSight = near.length > 0 || unknown === 0 || asksPlainly;
  return isInSight && unknown <= mostUnknown && unknown <= words * (1 - leastKnownShare);
}

/** What a model has named, and what a search has found. */
function idsOf(named: readonly string[], found: readonly { id: string }[]): string[] {
  return [...new Set([...named, ...found.map(({ id }) => id)])].slice(0, 5);
}

/** After a price the customer can go on by tapping. */
function withNext(acts: Act[]): Act[] {
  const price = acts.find((act) => act.act === 'price');
  const [only, ...others] = price?.serviceIds ?? [];
  const isAlone = acts.length === 1 && only !== undefined && others.length === 0;
  return isAlone ? [...acts, { act: 'choose', of: 'whatToDo', serviceId: only }] : acts;
}

function isPolite(acts: readonly Act[]): boolean {
  return acts.some(({ act }) => act === 'acknowledge');
}

function said(acts: Act[]): Settled {
  return { acts, isLeft: false, reason: undefined };
}

function left(reason: LeftReason, why: 'complaint' | 'notInRecords' | 'notUnderstood'): Settled {
  return leftWith(reason, { act: 'handOver', reason: why });
}

function leftWith(reason: LeftReason, act: Act): Settled {
  return { acts: [act], isLeft: true, reason };
}

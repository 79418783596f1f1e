import type { RecordReader } from '#shared/records/reader.ts';
import type { AnswerLanguage } from './languages.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { pt } from './words/pt.ts';

/** Every sentence of the composer, with the places that it has for what stands in records. */
export const templatePlaces = {
  aboutAssistant: ['business'],
  aboutNamed: ['name', 'business'],
  greeting: [],
  thanks: [],
  price: ['service', 'price'],
  priceOnRequest: ['service'],
  takes: ['duration'],
  services: [],
  moreServices: [],
  withTax: ['tax'],
  plusTax: ['tax'],
  slots: ['service'],
  slotsAny: [],
  noSlots: [],
  address: [],
  serviceArea: ['area'],
  hours: [],
  openOn: ['day', 'hours'],
  closedOn: ['day'],
  closed: [],
  howToPay: [],
  balance: [],
  balanceLine: ['number', 'amount'],
  balanceDue: ['number', 'amount', 'day'],
  balanceNone: [],
  documentCopy: ['number'],
  visit: ['when'],
  visitFor: ['service', 'when'],
  visitNone: [],
  onTheWay: [],
  plannedToday: ['when'],
  confirmVisit: ['when'],
  held: ['when', 'until'],
  moveRequested: [],
  moveTo: ['when'],
  cancelRequested: [],
  quoteRequested: [],
  callBack: [],
  callUs: ['phone'],
  received: [],
  away: ['day', 'time'],
  askWhatNeedsDoing: [],
  askAddress: [],
  askAccess: [],
  askPhoto: [],
  askDay: [],
  chooseMenu: [],
  chooseService: [],
  chooseMeant: [],
  chooseTime: [],
  chooseVisit: [],
  chooseWhatToDo: [],
  optionPrices: [],
  optionPrice: [],
  optionBook: [],
  optionVisits: [],
  optionHours: [],
  optionArea: [],
  optionMove: [],
  optionCancel: [],
  optionPerson: [],
  more: [],
  open: [],
  optedOut: [],
  remindersStopped: [],
  emergency: [],
  handOver: [],
} as const satisfies Record<string, readonly string[]>;

export type TemplateKey = keyof typeof templatePlaces;
export type Words = Record<TemplateKey, string>;
export const templateKeys = Object.keys(templatePlaces) as TemplateKey[];
type Places<Key extends TemplateKey> = Record<(typeof templatePlaces)[Key][number], string>;

/** Writes one sentence with its places filled in. */
export type Say = <Key extends TemplateKey>(key: Key, places: Places<Key>) => string;

const defaults: Record<AnswerLanguage, Words> = { en, es, pt, de, fr, it };

export function defaultWords(language: AnswerLanguage, key: TemplateKey): string {
  return defaults[language][key];
}

export function wordsId(language: AnswerLanguage, key: TemplateKey): string {
  return `${language}-${key}`;
}

/** What the owner has worded: of one channel before what holds everywhere. */
export interface OwnWords {
  records: Pick<RecordReader, 'get'>;
  words?: Readonly<Record<string, string>> | undefined;
}

/** The composer's sentences in a language, as the owner words them. */
export function sayIn(own: OwnWords, language: AnswerLanguage): Say {
  return (key, places) => fill(ownWords(own, language, key) ?? defaults[language][key], places);
}

/** The owner's own wording of a sentence, where it can be used. */
export function ownWords(
  { records, words = {} }: OwnWords,
  language: AnswerLanguage,
  key: TemplateKey,
): string | undefined {
  const id = wordsId(language, key);
  const worded = [words[id], records.get('answerWords', id)?.text];
  return worded.find((text) => text !== undefined && placesFault(key, text) === undefined);
}

const place = /\{\{\s*(\w+)\s*\}\}/g;

/** The first place that a wording lacks or that nobody could fill in; `undefined` where it can be used. */
export function placesFault(
  key: TemplateKey,
  text: string,
): { missing: string } | { unknown: string } | undefined {
  const known: readonly string[] = templatePlaces[key];
  const used = Array.from(text.matchAll(place), ([, name = '']) => name);
  const missing = known.find((name) => !used.includes(name));
  if (missing !== undefined) return { missing };
  const unknown =
    used.find((name) => !known.includes(name)) ?? /\{\{|\}\}/.exec(text.replace(place, ''))?.[0];
  return unknown === undefined ? undefined : { unknown };
}

function fill(text: string, places: Record<string, string>): string {
  const filled = text.replace(place, (_, name: string) => places[name] ?? '');
  // “1:00 p.m.” at the end of a sentence ends it.
  return filled.replaceAll(/(?<=\p{L}\.)\.(?=\s|$)/gu, '');
}

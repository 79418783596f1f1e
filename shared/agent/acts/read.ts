import type { Act, ActKind } from '#shared/domain/act.ts';
import type { Service } from '#shared/domain/business.ts';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import { matchServices } from '../basic/services.ts';
import { wordsOf } from '../basic/words.ts';
import { languageOfText } from '../language.ts';
import { termsOf } from '../retrieval/terms.ts';
import type { AnswerLanguage } from './languages.ts';
import { answerLanguageOf, answerLanguages } from './languages.ts';
import { type NamedDay, readDay, readMoment } from './read-day.ts';
import type { Scene } from './scene.ts';
import { type Token, placeOf, tokensOf } from './tokens.ts';
import { type KnownWords, vocabularies } from './vocabulary.ts';

/** What our own reader makes of a message, without a model. */
export interface Reading {
  language: AnswerLanguage;
  /** The only acts that account for every word; `undefined` where some word is left over, or several acts would do. */
  acts: Act[] | undefined;
  /** Services that a search finds by parts of their names: candidates to ask about. */
  near: Service[];
  /** Approved answers whose questions have the telling words of the message: candidates to ask about. */
  nearAnswers: Knowledge[];
  /** A day that is asked for with a time: somebody shall come then. */
  wantedDay: string | undefined;
  /** Acts of whose words the message holds some. */
  touched: ReadonlySet<ActKind>;
  /** Somewhere it says thanks. */
  saysThanks: boolean;
  /** Words that are in no list and in no record. */
  unknown: number;
  words: number;
  /** The matter is a person's: a complaint, money back, a discount; or a visit that is to change. */
  matter: 'person' | 'change' | undefined;
}

/** What a message is held against. */
export type ReadingScene = Pick<Scene, 'now' | 'business' | 'services' | 'answers' | 'languages'>;

interface Message {
  scene: ReadingScene;
  words: Token[];
  hasSigns: boolean;
  text: string;
  named: Named[];
  nameWords: ReadonlySet<string>;
}

interface Named {
  service: Service;
  at: number;
  length: number;
}

/** Reads a message word by word. `before`: what the customer wrote earlier, for the language where the words tell none. */
export function readMessage(text: string, scene: ReadingScene, before: readonly string[] = []): Reading {
  const { words, hasSigns } = tokensOf(text);
  const named = namesIn(words, scene.services);
  const nameWords = new Set(scene.services.flatMap(({ name }) => wordsOf(name)));
  const message = { scene, words, hasSigns, text, named, nameWords };
  const order = languagesOf([text, ...before], scene);
  for (const language of order) {
    const acts = hasSigns || words.length === 0 ? undefined : actsIn(message, language);
    if (acts !== undefined) return { ...looked(message, language), acts };
  }
  return { ...looked(message, order[0]!), acts: undefined };
}

/** The likeliest language first: by the words of our own lists, and where they tell nothing by the business's own. */
export function languagesOf(
  texts: readonly string[],
  { business, languages }: Pick<ReadingScene, 'business' | 'languages'>,
): AnswerLanguage[] {
  const usual = answerLanguageOf(business.locale) ?? 'en';
  const possible = answerLanguages.filter((each) => languages.length === 0 || languages.includes(each));
  const told = languageOfText(texts[0] ?? '', usual);
  const scores = new Map(
    possible.map((each) => [
      each,
      scoreOf(texts, each) + (each === told ? 1 : 0) + (each === usual ? 0.5 : 0),
    ]),
  );
  const sorted = possible.toSorted((a, b) => scores.get(b)! - scores.get(a)!);
  return sorted.length === 0 ? [usual] : sorted;
}

/** A word of the newest text counts most. */
function scoreOf(texts: readonly string[], language: AnswerLanguage): number {
  const { common, thanks, acts } = vocabularies[language];
  const isKnown = ({ word }: Token) =>
    common.has(word) || thanks.has(word) || [...acts.values()].some((list) => list.has(word));
  return texts.reduce((sum, text, age) => {
    const { words } = tokensOf(text.slice(0, 500));
    return sum + words.filter(isKnown).length / 8 ** Math.min(age, 3);
  }, 0);
}

/** Whole names, folded and letter by letter; of names that overlap the longest. */
function namesIn(words: readonly Token[], services: readonly Service[]): Named[] {
  const found = services.flatMap((service) => {
    const name = wordsOf(service.name);
    const at = placeOf(name, words);
    return at === undefined ? [] : [{ service, at, length: name.length }];
  });
  const covers = (a: Named, b: Named) =>
    a.length > b.length && a.at <= b.at && b.at + b.length <= a.at + a.length;
  return found.filter((each) => !found.some((other) => covers(other, each)));
}

function actsIn(message: Message, language: AnswerLanguage): Act[] | undefined {
  const known = vocabularies[language];
  const answer = exactAnswer(message, known);
  if (answer !== undefined) return [{ act: 'knowledge', knowledgeId: answer.id }];
  const day = readDay(message.text, message.scene.now, language, message.scene.business);
  const isCovered = (kinds: readonly ActKind[]) => coversAll(message, known, day, kinds);
  if (isCovered([])) return withoutAct(message, known);
  const kinds = [...known.acts.keys()];
  const single = kinds.filter((each) => isCovered([each]));
  if (single.length > 0) return single.length === 1 ? actOf(single[0]!, message, day) : undefined;
  const pairs = kinds.flatMap((a, index) => kinds.slice(index + 1).map((b) => [a, b] as const));
  const both = pairs.filter((each) => isCovered(each));
  if (both.length !== 1) return undefined;
  const acts = both[0]!.map((kind) => actOf(kind, message, day));
  // Two questions of which one leads to a choice are answered one after the other.
  return acts.every((each) => each !== undefined && each[0]?.act !== 'choose')
    ? acts.flatMap((each) => each!)
    : undefined;
}

/** What only the known customer is told. */
export const ownMatters: ReadonlySet<ActKind> = new Set<ActKind>(['visit', 'balance', 'documentCopy']);

const withService = new Set<ActKind>(['price', 'slots']);
const withDay = new Set<ActKind>(['slots', 'hours']);

/** Whether every word is of a list, of a name or of the day, and each act has a word that no other one explains. */
function coversAll(
  { words, named }: Message,
  { common, thanks, withThanks, acts }: KnownWords,
  day: NamedDay | undefined,
  kinds: readonly ActKind[],
): boolean {
  const lists = kinds.map((kind) => acts.get(kind)!);
  const isNamed = (index: number) => named.some(({ at, length }) => index >= at && index < at + length);
  const isInDay = ({ start, end }: Token) =>
    day?.spans.some((span) => span.start <= start && end <= span.end) === true;
  const takesName = kinds.length === 0 || kinds.some((kind) => withService.has(kind));
  const takesDay = kinds.some((kind) => withDay.has(kind));
  const thanksAlone = kinds.length === 0 && named.length === 0 && words.some(({ word }) => thanks.has(word));
  const isPolite = ({ word }: Token) =>
    common.has(word) || thanks.has(word) || (thanksAlone && withThanks.has(word));
  const left = words.filter(
    (word, index) => !isPolite(word) && !(takesName && isNamed(index)) && !(takesDay && isInDay(word)),
  );
  const isExplained = left.every(({ word }) => lists.some((list) => list.has(word)));
  const saysEach = lists.every((list, index) =>
    left.some(({ word }) => list.has(word) && lists.every((other, i) => i === index || !other.has(word))),
  );
  return isExplained && saysEach;
}

/** Courtesy alone, or a service and nothing that is asked of it. */
function withoutAct({ words, named }: Message, { thanks }: KnownWords): Act[] {
  if (named.length === 1) return [{ act: 'choose', of: 'whatToDo', serviceId: named[0]!.service.id }];
  if (named.length > 1) return [{ act: 'choose', of: 'service', serviceIds: idsOf(named) }];
  if (words.some(({ word }) => thanks.has(word))) return [{ act: 'acknowledge', what: 'thanks' }];
  return [
    { act: 'acknowledge', what: 'greeting' },
    { act: 'choose', of: 'menu' },
  ];
}

function actOf(kind: ActKind, { named }: Message, day: NamedDay | undefined): Act[] | undefined {
  const serviceIds = idsOf(named).slice(0, 5);
  const onDay = day === undefined ? {} : { day: day.day };
  const [only] = serviceIds;
  switch (kind) {
    case 'price':
      if (only === undefined) return [{ act: 'choose', of: 'service', purpose: 'price' }];
      return [{ act: 'price', serviceIds }];
    case 'slots':
      if (serviceIds.length === 1) return [{ act: 'slots', serviceId: only, ...onDay }];
      return [
        {
          act: 'choose',
          of: 'service',
          purpose: 'book',
          ...(only !== undefined && { serviceIds }),
          ...onDay,
        },
      ];
    case 'hours':
      return [{ act: 'hours', ...onDay }];
    case 'services':
    case 'area':
    case 'howToPay':
    case 'balance':
    case 'documentCopy':
    case 'visit':
      return [{ act: kind }];
    default:
      return undefined;
  }
}

function idsOf(named: readonly Named[]): string[] {
  return named.map(({ service }) => service.id);
}

/** The approved answer whose question is asked word for word, with nothing beside it but courtesy. */
function exactAnswer({ words, scene }: Message, { courtesy, thanks }: KnownWords): Knowledge | undefined {
  const isPolite = (word: string) => courtesy.has(word) || thanks.has(word);
  const found = scene.answers.filter(({ title }) => {
    const question = wordsOf(title);
    const at = placeOf(question, words);
    if (at === undefined || question.every(isPolite)) return false;
    return words.every(({ word }, index) => (index >= at && index < at + question.length) || isPolite(word));
  });
  return found.length === 1 ? found[0] : undefined;
}

function looked(message: Message, language: AnswerLanguage): Omit<Reading, 'acts'> {
  const known = vocabularies[language];
  const { words, nameWords, scene, text } = message;
  const moment = readMoment(text, scene.now, language, scene.business);
  // What is a part of a day or a time says nothing else.
  const rest = words.filter(
    ({ start, end }) => !moment.spans.some((span) => span.start <= start && end <= span.end),
  );
  const own = (word: string) => nameWords.has(word) || known.common.has(word);
  const begins = (stems: readonly string[]) =>
    words.some(({ word }) => !own(word) && stems.some((stem) => word.startsWith(stem)));
  const telling = [...known.acts].filter(([kind, list]) =>
    rest.some(({ word }) => list.has(word) && isTelling(word, kind, known)),
  );
  const touched = new Set(telling.map(([kind]) => kind));
  const isUnknown = ({ word }: Token) =>
    !own(word) && !known.thanks.has(word) && ![...known.acts.values()].some((list) => list.has(word));
  const isAboutVisit = words.some(({ word }) => known.acts.get('visit')?.has(word));
  const isNegated = words.some(({ word }) => known.not.has(word));
  const change = begins(known.change) || (isAboutVisit && isNegated);
  const asksToCome = !touched.has('hours') && (touched.has('slots') || /[?？]/u.test(text));
  return {
    language,
    near: matchServices(text, scene.services).slice(0, 5),
    nearAnswers: answersNear(message, known),
    wantedDay: asksToCome ? moment.day : undefined,
    touched,
    saysThanks: words.some(({ word }) => known.thanks.has(word)),
    unknown: rest.filter(isUnknown).length + (message.hasSigns ? 1 : 0),
    words: words.length,
    matter: begins(known.person) ? 'person' : change ? 'change' : undefined,
  };
}

const mostAnswers = 3;
/** Of a question's telling words, and of the message's. */
const [leastOfQuestion, leastOfMessage] = [0.5, 0.5];

/** Answers to what the message may ask, the likeliest first. */
function answersNear({ words, scene }: Message, { common, thanks }: KnownWords): Knowledge[] {
  const termsIn = (all: readonly string[]) =>
    new Set(termsOf(all.filter((word) => !common.has(word) && !thanks.has(word)).join(' ')));
  const asked = termsIn(words.map(({ word }) => word));
  const rated = scene.answers.map((row) => {
    const kept = termsIn(wordsOf(row.title));
    const shared = [...kept].filter((term) => asked.has(term)).length;
    const [ofQuestion, ofMessage] = [shared / kept.size, shared / asked.size];
    return { row, fits: ofQuestion >= leastOfQuestion && ofMessage >= leastOfMessage, ofQuestion };
  });
  const near = rated.filter(({ fits }) => fits).toSorted((a, b) => b.ofQuestion - a.ofQuestion);
  return near.slice(0, mostAnswers).map(({ row }) => row);
}

/** "When" alone says nothing of what is asked; "my" alone that it is about something of the customer's own. */
function isTelling(word: string, kind: ActKind, { acts }: KnownWords): boolean {
  const isOwn = (act: ActKind) => ownMatters.has(act);
  return [...acts].every(
    ([other, list]) => other === kind || !list.has(word) || (isOwn(other) && isOwn(kind)),
  );
}

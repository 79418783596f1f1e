import type { Act, ActKind } from '#shared/domain/act.ts';
import type { Service } from '#shared/domain/business.ts';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import { matchServices } from '../basic/services.ts';
import { wordsOf } from '../basic/words.ts';
import { languageOfText } from '../language.ts';
import { termsOf } from '../retrieval/terms.ts';
import { type Message, type ReadingScene, actsIn, isIn } from './clauses.ts';
import type { AnswerLanguage } from './languages.ts';
import { answerLanguageOf, answerLanguages } from './languages.ts';
import { readMoment } from './read-day.ts';
import { type Token, coveredBy, tokensOf } from './tokens.ts';
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
  /** Acts that it asks for, whatever else it says. */
  asks: ReadonlySet<ActKind>;
  /** It asks or wishes for something, and not why it is so. */
  isQuestion: boolean;
  /** It says of something that it is not so. */
  isNegated: boolean;
  /** Of the business: what it reads daily is no danger there. */
  trade: string;
  /** Somewhere it says thanks. */
  saysThanks: boolean;
  /** Words that are in no list and in no record. */
  unknown: number;
  words: number;
  /** The matter is a person's: a complaint, money back, a discount; or a visit that is to change. */
  matter: 'person' | 'change' | undefined;
}

/** Reads a message word by word. `before`: what the customer wrote earlier, for the language where the words tell none. */
export function readMessage(text: string, scene: ReadingScene, before: readonly string[] = []): Reading {
  const { words, hasSigns } = tokensOf(text);
  const nameWords = new Set(scene.services.flatMap(({ name }) => wordsOf(name)));
  const message = { scene, words, hasSigns, text, nameWords };
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
  const phrases = [...common, ...thanks, ...[...acts.values()].flatMap(({ holds }) => holds)];
  return texts.reduce((sum, text, age) => {
    const { words } = tokensOf(text.slice(0, 500));
    return sum + coveredBy(phrases, words).size / 8 ** Math.min(age, 3);
  }, 0);
}

/**
 * Whether our own reader knows what every word of a message is for, and none of them ends, refuses or complains: what was
 * learnt of “list”, which customers ask for and want to be taken off, says nothing against that.
 */
export function isAccounted({ acts, unknown, isNegated, matter, touched }: Reading): boolean {
  return acts !== undefined || (unknown === 0 && !isNegated && matter === undefined && touched.size > 0);
}

/** What only the known customer is told. */
export const ownMatters: ReadonlySet<ActKind> = new Set<ActKind>(['visit', 'balance', 'documentCopy']);

function looked(message: Message, language: AnswerLanguage): Omit<Reading, 'acts'> {
  const known = vocabularies[language];
  const { words, nameWords, scene, text } = message;
  const moment = readMoment(text, scene.now, language, scene.business);
  // What is a part of a day or a time says nothing else.
  const rest = words.filter((word) => !isIn(moment, word));
  const common = coveredBy(known.common, words);
  const thanks = coveredBy(known.thanks, words);
  const isOwn = (token: Token) => nameWords.has(token.word) || common.has(token);
  const begins = (stems: readonly string[]) =>
    words.some((token) => !isOwn(token) && stems.some((stem) => token.word.startsWith(stem)));
  const touched = [...known.topics].filter(([kind, topics]) =>
    rest.some(({ word }) => topics.has(word) && isTelling(word, kind, known)),
  );
  const asks = [...known.acts].filter(([, { says }]) => coveredBy(says, rest).size > 0);
  const isTopic = ({ word }: Token) => [...known.topics.values()].some((topics) => topics.has(word));
  const isUnknown = (token: Token) => !isOwn(token) && !thanks.has(token) && !isTopic(token);
  const isAboutVisit = words.some(({ word }) => known.topics.get('visit')?.has(word));
  const isNegated = words.some(({ word }) => known.not.has(word));
  const change = begins(known.change) || (isAboutVisit && isNegated);
  const kinds = new Set([...touched, ...asks].map(([kind]) => kind));
  const asksToCome = !kinds.has('hours') && (kinds.has('slots') || /[?？]/u.test(text));
  return {
    language,
    near: matchServices(text, scene.services).slice(0, 5),
    nearAnswers: answersNear(message, known),
    wantedDay: asksToCome ? moment.day : undefined,
    touched: kinds,
    asks: new Set(asks.map(([kind]) => kind)),
    isQuestion: isQuestion(message, known),
    isNegated,
    trade: scene.business.trade,
    saysThanks: thanks.size > 0,
    unknown: rest.filter(isUnknown).length + (message.hasSigns ? 1 : 0),
    words: words.length,
    matter: begins(known.person) ? 'person' : change ? 'change' : undefined,
  };
}

/** `price haircut child`: what is asked for stands first, and no article before it. */
function isQuestion({ text, words }: Message, known: KnownWords): boolean {
  if (coveredBy(known.why, words).size > 0) return false;
  const polite = coveredBy(known.courtesy, words);
  const first = words.find((word) => !polite.has(word));
  const says = [...known.acts.values()].flatMap((act) => act.says);
  const beginsSo = first !== undefined && coveredBy(says, words).has(first);
  return beginsSo || /[?？]/u.test(text) || coveredBy(known.wishing, words).size > 0;
}

const mostAnswers = 3;
/** Of a question's telling words, and of the message's. */
const [leastOfQuestion, leastOfMessage] = [0.5, 0.5];

/** Answers to what the message may ask, the likeliest first. */
function answersNear({ words, scene }: Message, { common, thanks }: KnownWords): Knowledge[] {
  const termsIn = (all: readonly Token[]) => {
    const polite = coveredBy([...common, ...thanks], all);
    const telling = all.filter((token) => !polite.has(token));
    return new Set(termsOf(telling.map(({ word }) => word).join(' ')));
  };
  const asked = termsIn(words);
  const rated = scene.answers.map((row) => {
    const kept = termsIn(tokensOf(row.title).words);
    const shared = [...kept].filter((term) => asked.has(term)).length;
    const [ofQuestion, ofMessage] = [shared / kept.size, shared / asked.size];
    return { row, fits: ofQuestion >= leastOfQuestion && ofMessage >= leastOfMessage, ofQuestion };
  });
  const near = rated.filter(({ fits }) => fits).toSorted((a, b) => b.ofQuestion - a.ofQuestion);
  return near.slice(0, mostAnswers).map(({ row }) => row);
}

/** "When" alone says nothing of what is asked; "my" alone that it is about something of the customer's own. */
function isTelling(word: string, kind: ActKind, { topics }: KnownWords): boolean {
  const isOwn = (act: ActKind) => ownMatters.has(act);
  return [...topics].every(
    ([other, list]) => other === kind || !list.has(word) || (isOwn(other) && isOwn(kind)),
  );
}

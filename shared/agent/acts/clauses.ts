import type { Act, ActKind } from '#shared/domain/act.ts';
import type { Service } from '#shared/domain/business.ts';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import { wordsOf } from '../basic/words.ts';
import { joined } from './joined.ts';
import type { AnswerLanguage } from './languages.ts';
import { type NamedDay, readDay, readDays } from './read-day.ts';
import type { Scene } from './scene.ts';
import { type Token, coveredBy, placeOf } from './tokens.ts';
import { type KnownWords, vocabularies } from './vocabulary.ts';

/** What a message is held against. */
export type ReadingScene = Pick<Scene, 'now' | 'business' | 'services' | 'answers' | 'languages'>;

export interface Message {
  scene: ReadingScene;
  words: Token[];
  hasSigns: boolean;
  text: string;
  nameWords: ReadonlySet<string>;
}

interface Named {
  service: Service;
  at: number;
  length: number;
}

/** The acts that account for every word of a message in a language; `undefined` where there are none, or several. */
export function actsIn(message: Message, language: AnswerLanguage): Act[] | undefined {
  const known = vocabularies[language];
  const answer = exactAnswer(message, known);
  if (answer !== undefined) return [{ act: 'knowledge', knowledgeId: answer.id }];
  const day = readDay(message.text, message.scene.now, language, message.scene.business);
  const { now, business, services } = message.scene;
  const days = readDays(message.text, now, language, business);
  const { city, region } = business.address ?? {};
  const places = new Set(wordsOf([business.serviceArea, city, region].filter(Boolean).join(' ')));
  const clauseOf = (words: readonly Token[]): Clause => ({
    words,
    named: namesIn(words, services),
    day: day !== undefined && words.some((word) => isIn(day, word)) ? day : undefined,
    days,
    places,
  });
  const whole = clauseOf(message.words);
  if (coversAll(whole, known, [])) return withoutAct(whole, known);
  const one = onlyAct(whole, known);
  if (one !== undefined) return one;
  for (const splitsAtAnd of [false, true]) {
    const parts = clausesIn(message, splitsAtAnd ? known.and : new Set()).map(clauseOf);
    const acts = parts.length > 1 ? actsOfEach(parts, known) : undefined;
    if (acts !== undefined) return acts;
  }
  return undefined;
}

/** A part of a message that asks for one thing. */
interface Clause {
  words: readonly Token[];
  named: Named[];
  day: NamedDay | undefined;
  /** Days that are not one day: the whole week's hours tell of them. */
  days: Pick<NamedDay, 'spans'> | undefined;
  /** Words of where the business is and works. */
  places: ReadonlySet<string>;
}

/** Two questions in one message are each asked by itself: "when you close", behind a price, is a condition of it. */
function actsOfEach(parts: readonly Clause[], known: KnownWords): Act[] | undefined {
  const each = parts.map((part) => {
    if (part.named.length === 0 && coversAll(part, known, [])) return [];
    const acts = onlyAct(part, known);
    // Two questions of which one leads to a choice are answered one after the other.
    return acts?.[0]?.act === 'choose' ? undefined : acts;
  });
  if (each.includes(undefined)) return undefined;
  return joined(each.flatMap((acts) => acts!.map((act) => ({ act, quote: '' }))));
}

function clausesIn({ text, words }: Message, joins: ReadonlySet<string>): Token[][] {
  const clauses: Token[][] = [[]];
  let end = 0;
  for (const word of words) {
    if (/[.,!?;:\n…]/u.test(text.slice(end, word.start)) || joins.has(word.word)) clauses.push([]);
    if (!joins.has(word.word)) clauses.at(-1)!.push(word);
    end = word.end;
  }
  return clauses.filter((clause) => clause.length > 0);
}

/** The one act that all of a clause asks for. */
function onlyAct(clause: Clause, known: KnownWords): Act[] | undefined {
  const [only, ...others] = [...known.acts.keys()].filter((kind) => coversAll(clause, known, [kind]));
  return only === undefined || others.length > 0 ? undefined : actOf(only, clause);
}

/** Whether a word stands within the words of a day. */
export function isIn({ spans }: Pick<NamedDay, 'spans'>, { start, end }: Token): boolean {
  return spans.some((span) => span.start <= start && end <= span.end);
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

const withService = new Set<ActKind>(['price', 'slots']);

/** Whether every word is of a list, of a name or of the day, and the act, where there is one, is asked for. */
function coversAll(
  { words, named, day, days, places }: Clause,
  { common, thanks, withThanks, acts }: KnownWords,
  [kind]: readonly [ActKind?],
): boolean {
  const asked = kind === undefined ? undefined : acts.get(kind)!;
  const when = kind === 'hours' ? (day ?? days) : kind === 'slots' ? day : undefined;
  const ofDay = new Set(words.filter((word) => when !== undefined && isIn(when, word)));
  const names = kind === undefined || withService.has(kind) ? named : [];
  const ofNames = new Set(names.flatMap(({ at, length }) => words.slice(at, at + length)));
  // A day and a name may stand anywhere in a question: "haben Sie morgen geöffnet".
  const said = words.filter((word) => !ofDay.has(word) && !ofNames.has(word));
  const isPlace = ({ word }: Token) => kind === 'area' && places.has(word);
  const isThanksAlone = kind === undefined && named.length === 0 && coveredBy(thanks, words).size > 0;
  const listed = coveredBy(
    [...common, ...thanks, ...(isThanksAlone ? withThanks : []), ...(asked?.holds ?? [])],
    said,
  );
  const isAsked = asked === undefined || coveredBy(asked.says, said).size > 0;
  return isAsked && said.every((word) => listed.has(word) || isPlace(word));
}

/** Courtesy alone, or a service and nothing that is asked of it. */
function withoutAct({ words, named }: Clause, { thanks }: KnownWords): Act[] {
  if (named.length === 1) return [{ act: 'choose', of: 'whatToDo', serviceId: named[0]!.service.id }];
  if (named.length > 1) return [{ act: 'choose', of: 'service', serviceIds: idsOf(named) }];
  if (coveredBy(thanks, words).size > 0) return [{ act: 'acknowledge', what: 'thanks' }];
  return [
    { act: 'acknowledge', what: 'greeting' },
    { act: 'choose', of: 'menu' },
  ];
}

function actOf(kind: ActKind, { named, day }: Clause): Act[] | undefined {
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
  const polite = coveredBy([...courtesy, ...thanks], words);
  const found = scene.answers.filter(({ title }) => {
    const question = wordsOf(title);
    const at = placeOf(question, words);
    if (at === undefined) return false;
    const asked = words.slice(at, at + question.length);
    return (
      !asked.every((word) => polite.has(word)) &&
      words.every((word) => asked.includes(word) || polite.has(word))
    );
  });
  return found.length === 1 ? found[0] : undefined;
}

import type { DangerKind, HeardLanguage } from '#shared/domain/danger.ts';
import { dangerKinds, heardLanguages } from '#shared/domain/danger.ts';
import { languageOfText } from '../language.ts';
import type { Concept } from './concepts.ts';
import type { Hit, Lexicon } from './lexicon.ts';
import { createLexicon, findHits } from './lexicon.ts';
import type { Places, Span } from './matches.ts';
import { isInside, isNear, placesOf, spansOf } from './matches.ts';
import type { Meaning, Rule } from './rules.ts';
import { closeRules, rules } from './rules.ts';
import { deSigns } from './signs/de.ts';
import { enSigns } from './signs/en.ts';
import { esSigns } from './signs/es.ts';
import { frSigns } from './signs/fr.ts';
import { itSigns } from './signs/it.ts';
import { ptSigns } from './signs/pt.ts';
import type { Token } from './tokens.ts';
import { tokensOf } from './tokens.ts';
import { dailyKinds } from './trades.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { pt } from './words/pt.ts';

export interface Heard {
  danger?: { kind: DangerKind; strength: 'certain' | 'likely' };
  /** The language of most of the words that were understood. */
  language: HeardLanguage;
  /** They want a person of the business. */
  person: boolean;
  /** They ask whether they write with a machine. */
  asksAboutAssistant: boolean;
  /** They want no more messages; `ambiguous` where it may be about something else. */
  stop?: 'clear' | 'ambiguous';
  /** Of what they want no more. */
  stops?: 'messages' | 'reminders';
}

const longestCry = 4;
const likely = 2;
const certain = 3;
/** Of the words that the best language understands, how many another has to. */
const spokenShare = 0.6;

const lexicons: Record<HeardLanguage, Lexicon> = {
  en: createLexicon([en, enSigns]),
  es: createLexicon([es, esSigns]),
  pt: createLexicon([pt, ptSigns]),
  de: createLexicon([de, deSigns], withoutUmlauts),
  fr: createLexicon([fr, frSigns]),
  it: createLexicon([it, itSigns]),
};

/** Words of one language are found in another as well: what a question is about, all of them have to know. */
const understoodByAll: ReadonlySet<Concept> = new Set(['ask', 'service', 'past', 'later']);

/**
 * What is heard before anything else in a customer's words: danger, a person, stop. Every language is tried
 * without asking which it is, because what matters may be short, mixed or misspelt.
 */
export function hear(text: string, { trades = [] }: { trades?: readonly string[] } = {}): Heard {
  const tokens = tokensOf(text);
  const daily = dailyKinds(trades);
  const isShort = shortLines(tokens);
  const scores = new Map<Meaning, number>();
  const found = heardLanguages.map((language) => findHits(lexicons[language], tokens));
  const isOrdinary = ordinaryIn(found.flat(), tokens.length);
  const shared = found.flat().filter(({ concept }) => understoodByAll.has(concept));
  const isSpoken = spokenIn(found);
  for (const hits of found) {
    const own = hits.filter((hit) => !understoodByAll.has(hit.concept) && !isOrdinary(hit));
    const places = placesOf([...own, ...shared]);
    for (const rule of isSpoken(hits) ? rules : closeRules)
      listenFor(rule, places, { scores, daily, isShort });
    for (const meaning of alone(tokens, places)) raise(scores, meaning, certain);
    if (asksForName(tokens, places)) raise(scores, 'person', certain);
  }
  return { ...heardOf(scores), language: languageOf(text, heardLanguages[fullest(found)]!) };
}

/** What we understand most words of, unless the text is plainly in another language. */
function languageOf(text: string, understood: HeardLanguage): HeardLanguage {
  const told = languageOfText(text, understood);
  return heardLanguages.find((language) => language === told) ?? understood;
}

/** In which list most was found. */
function fullest(found: readonly (readonly Hit[])[]): number {
  const words = found.map(wordsIn);
  return words.indexOf(Math.max(...words));
}

/** Stems are short, and the same in other languages: only one that the message may be written in counts them. */
function spokenIn(found: readonly (readonly Hit[])[]): (hits: readonly Hit[]) => boolean {
  const most = Math.max(...found.map(wordsIn));
  return (hits) => wordsIn(hits) >= most * spokenShare;
}

/** How many words of a text were understood. */
function wordsIn(hits: readonly Hit[]): number {
  const words = new Set<number>();
  for (const { first, last } of hits) for (let at = first; at <= last; at += 1) words.add(at);
  return words.size;
}

function heardOf(scores: ReadonlyMap<Meaning, number>): Omit<Heard, 'language'> {
  const is = (meaning: Meaning) => (scores.get(meaning) ?? 0) >= likely;
  const worst = dangerKinds.filter(is).toSorted((a, b) => scores.get(b)! - scores.get(a)!)[0];
  const isClear = is('stop') || is('stopReminders');
  const said = isClear ? 'clear' : is('maybeStop') ? 'ambiguous' : undefined;
  // Who wants no more of life wants no more of many things.
  const stop = worst === 'wishToDie' ? undefined : said;
  return {
    ...(worst !== undefined && {
      danger: { kind: worst, strength: scores.get(worst)! >= certain ? 'certain' : 'likely' },
    }),
    person: is('person'),
    asksAboutAssistant: is('assistant'),
    ...(stop !== undefined && { stop, stops: is('stopReminders') ? 'reminders' : 'messages' }),
  };
}

/** Expressions that are too long to be of another language by chance. */
const hidesInAll: ReadonlySet<Concept> = new Set(['ordinary', 'later', 'past', 'gasThing']);

/** Whether an expression that is ordinary in any of the languages stands around a word. */
function ordinaryIn(hits: readonly Hit[], length: number): (hit: Hit) => boolean {
  const end = new Int32Array(length).fill(-1);
  for (const { concept, first, last } of hits)
    if (hidesInAll.has(concept) && last > first)
      for (let at = first; at <= last; at += 1) end[at] = Math.max(end[at]!, last);
  return ({ first, last }) => last === first && end[first]! >= last;
}

interface Listening {
  scores: Map<Meaning, number>;
  daily: ReadonlySet<string>;
  /** Whether the line of a token has no room for anything else. */
  isShort(token: number): boolean;
}

function listenFor(rule: Rule, places: Places, { scores, daily, isShort }: Listening): void {
  const { means, weight } = rule;
  for (const span of spansOf(rule, places)) {
    // What is certain does not become more so.
    if ((scores.get(means) ?? 0) >= certain) return;
    const change = isDangerKind(means)
      ? changeBy(span, places, { means, isDaily: daily.has(means), isWide: rule.signs === true })
      : 0;
    const said = isDangerKind(means) && isShort(span.first) ? 1 : 0;
    raise(scores, means, weight + change + said);
  }
}

/** A cry is short; what stands in other lines does not make it longer. */
function shortLines(tokens: readonly Token[]): (token: number) => boolean {
  const lengths: number[] = [];
  for (const { line } of tokens) lengths[line] = (lengths[line] ?? 0) + 1;
  return (token) => lengths[tokens[token]!.line]! <= longestCry;
}

/** Nobody asks the price of these, and who is in them says “not” in many ways. */
const aboutPeople: ReadonlySet<DangerKind> = new Set(['threat', 'wishToDie', 'trapped']);

/** What stands around a danger and makes it more or less likely. */
function changeBy(
  span: Span,
  places: Places,
  { means, isDaily, isWide }: { means: DangerKind; isDaily: boolean; isWide: boolean },
): number {
  const near = (concept: Concept, before: number, after: number) =>
    isNear(span, concept, places, { before, after });
  let change = near('urgent', 12, 12) ? 1 : 0;
  if (near('past', 10, 10) && !near('still', 6, 8)) change -= 2;
  if (aboutPeople.has(means)) return change;
  // Between signs there is room for a “not” of something else.
  if (near('not', 2, 0) || (!isWide && isInside(span, 'not', places))) change -= 3;
  if (near('past', 10, 10) && !near('still', 6, 8)) change -= 2;
  if (near('over', 0, 4)) change -= 2;
  if (near('ask', 7, 2)) change -= isDaily ? 2 : 1;
  if (near('service', 3, 3)) change -= 1;
  if (near('later', 12, 12)) change -= 1;
  return change;
}

/** What a line means that says nothing else, but for courtesies; beside other lines it is not certain. */
function alone(tokens: readonly Token[], places: Places): Meaning[] {
  const covered = (concepts: readonly Concept[]) => {
    const set = new Set<number>();
    for (const concept of concepts)
      for (const { first, last } of places.get(concept) ?? [])
        for (let index = first; index <= last; index += 1) set.add(index);
    return set;
  };
  const polite = covered(['courtesy']);
  const meanings: Meaning[] = [];
  for (const [concept, meaning] of [
    ['stopAlone', 'stop'],
    ['personAlone', 'person'],
  ] as const) {
    const said = covered([concept]);
    const lines = new Set<number>();
    const others = new Set<number>();
    tokens.forEach(({ line }, index) => {
      if (said.has(index)) lines.add(line);
      else if (!polite.has(index)) others.add(line);
    });
    const only = [...lines].filter((line) => !others.has(line));
    if (only.length === 0) continue;
    if (meaning === 'person' || others.size === 0) meanings.push(meaning);
    else meanings.push('maybeStop');
  }
  return meanings;
}

/** “Can I speak to Maria?”: somebody is asked for by name. */
function asksForName(tokens: readonly Token[], places: Places): boolean {
  return (places.get('speakTo') ?? []).some(
    (hit) =>
      tokens.slice(hit.last + 1, hit.last + 3).some(({ capital }) => capital) &&
      isNear(hit, 'want', places, { before: 5 }),
  );
}

function raise(scores: Map<Meaning, number>, meaning: Meaning, score: number): void {
  scores.set(meaning, Math.max(scores.get(meaning) ?? 0, score));
}

function isDangerKind(meaning: Meaning): meaning is DangerKind {
  return (dangerKinds as readonly string[]).includes(meaning);
}

/** German is written with and without umlauts: Küche, Kueche, Kuche. */
function withoutUmlauts(word: string): string {
  return word.replaceAll('ue', 'u').replaceAll('oe', 'o').replaceAll('ae', 'a');
}

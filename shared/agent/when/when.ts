import { dayOf } from '#shared/domain/day.ts';
import type { DayContext, Days } from './days.ts';
import { dayRules } from './days.ts';
import type { TimeContext } from './times.ts';
import { timeRules } from './times.ts';
import type { Token } from './tokens.ts';
import { tokensOf } from './tokens.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import type { WhenWords } from './words/language.ts';
import { pt } from './words/pt.ts';

/** The languages that are read. */
const lexicon = { en, es, pt, de, fr, it };
export type WhenLanguage = keyof typeof lexicon;

/** What a text is read with: when and where it was written. */
export interface WhenContext {
  /** Epoch milliseconds. */
  now: number;
  timeZone: string;
  /** All are tried where none is given. */
  languages?: readonly WhenLanguage[];
  /** ISO 3166: the order of numbers in a date, and what “half ten” means. */
  country?: string;
}

/** Why words are a question: the day, the half of the day, or how the words around belong to it. */
export type Unclear = 'day' | 'time' | 'phrase' | 'past' | 'not';

/** A part of a text that names days or times, with all the words that it rests on. */
export interface Reading {
  start: number;
  end: number;
  kind: 'moment' | 'range' | 'from' | 'until' | 'except' | 'question';
  /** Possible days such as `2026-11-24`; one, unless it is a question. Of a range the first and the last. */
  days: string[];
  /** Possible times in minutes since midnight, in the same way. */
  times: number[];
  unclear?: Unclear;
}

/** Countries that write the month before the day. */
const monthFirst = new Set(['US', 'PH', 'FM', 'PW']);
const british = new Set(['GB', 'IE']);

interface Item {
  at: number;
  next: number;
  days?: Days;
  times?: number[];
}

/**
 * Days and times that a text names. A reading accounts for the whole phrase: where words beside it may change
 * it and no rule knows how, it is a question.
 */
export function readWhen(text: string, context: WhenContext): Reading[] {
  const today = dayOf(context.now, context.timeZone);
  const dayContext = { today, monthFirst: monthFirst.has(context.country ?? '') };
  const tried = context.languages ?? (Object.keys(lexicon) as WhenLanguage[]);
  const readings = tried.map((language) => {
    const words = lexicon[language];
    const tokens = tokensOf(text, words);
    const found = readTokens(tokens, dayContext, { half: halfOf(language, words, context.country) });
    return { found, known: knownLength(tokens) };
  });
  const most = Math.max(...readings.map(({ known }) => known));
  const best = readings.filter(({ known }) => known === most).map(({ found }) => found);
  const [first = []] = best;
  const agree = best.every((other) => JSON.stringify(other) === JSON.stringify(first));
  // Two languages that read the same words in different ways: nobody knows which was meant.
  return agree ? first : best.flat().map((reading) => ({ ...reading, kind: 'question', unclear: 'phrase' }));
}

function halfOf(language: WhenLanguage, words: WhenWords, country: string | undefined): TimeContext['half'] {
  if (words.halfBefore) return 'before';
  return language === 'en' && !british.has(country ?? '') ? 'unknown' : 'after';
}

function knownLength(tokens: Token[]): number {
  return tokens
    .filter(({ code }) => !'xzc|CDYN'.includes(code))
    .reduce((sum, { start, end }) => sum + end - start, 0);
}

function readTokens(tokens: Token[], context: DayContext, half: TimeContext): Reading[] {
  const kinds = tokens.map(({ code }) => code).join('');
  const items: Item[] = [];
  for (let at = 0; at < tokens.length;) {
    const item = itemAt(tokens, kinds, at, context, half);
    if (item !== undefined) items.push(item);
    at = item?.next ?? at + 1;
  }
  return phrasesOf(items, kinds).flatMap((phrase) => readPhrase(phrase, tokens, kinds) ?? []);
}

function itemAt(
  tokens: Token[],
  kinds: string,
  at: number,
  context: DayContext,
  half: TimeContext,
): Item | undefined {
  let longest: Item | undefined;
  const isLonger = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const next = at + (pattern.exec(kinds)?.[0].length ?? 0);
    return next > (longest?.next ?? at) ? next : undefined;
  };
  for (const [pattern, read] of dayRules) {
    const next = isLonger(pattern);
    if (next !== undefined) longest = { at, next, days: read(tokens.slice(at, next), context) };
  }
  for (const [pattern, read] of timeRules) {
    const next = isLonger(pattern);
    if (next !== undefined) longest = { at, next, times: read(tokens.slice(at, next), half) };
  }
  return longest;
}

/** Items with nothing but small words or a sign of a range between them are one phrase. */
function phrasesOf(items: Item[], kinds: string): Item[][] {
  const phrases: Item[][] = [];
  for (const item of items) {
    const last = phrases.at(-1)?.at(-1);
    const isJoined = last !== undefined && /^[fcaAoptBFENH]*$/.test(kinds.slice(last.next, item.at));
    if (isJoined) phrases.at(-1)!.push(item);
    else phrases.push([item]);
  }
  return phrases;
}

/** What stands before and after a phrase in its clause, nearest first, without small words. */
function around(phrase: Item[], kinds: string) {
  const [from, to] = [phrase[0]!.at, phrase.at(-1)!.next];
  const before = kinds.slice(kinds.lastIndexOf('|', from - 1) + 1, from);
  const stop = kinds.indexOf('|', to);
  return {
    before: before.replaceAll(/[fca]/g, ''),
    after: kinds.slice(to, stop < 0 ? undefined : stop).replaceAll(/[fcaA]/g, ''),
    between: phrase
      .slice(1)
      .map(({ at }, index) => kinds.slice(phrase[index]!.next, at))
      .join('')
      .replaceAll(/[fcaA]/g, ''),
  };
}

/** Kinds that belong to days and times: one that no rule took changes the reading in a way that is not known. */
const temporal = /[NOUnskijgwmMHQYKLyvpt3lbozDCFEB]/;

function readPhrase(phrase: Item[], tokens: Token[], kinds: string): Reading | undefined {
  const { before, after, between } = around(phrase, kinds);
  const { start } = tokens[phrase[0]!.at - (/[fa]*$/.exec(kinds.slice(0, phrase[0]!.at))?.[0].length ?? 0)]!;
  const { end } = tokens[phrase.at(-1)!.next - 1]!;
  const days = phrase.flatMap((item): (string | { from: string; to: string })[] =>
    Array.isArray(item.days) ? item.days : item.days === undefined ? [] : [item.days],
  );
  const listed = days.flatMap((each) => (typeof each === 'string' ? each : [each.from, each.to]));
  const times = phrase.flatMap((item) => narrowed(item, phrase, tokens) ?? []);
  const base = { start, end, days: [...new Set(listed)], times: [...new Set(times)] };
  const question = (unclear: Unclear): Reading => ({ ...base, kind: 'question', unclear });
  const only = phrase.length === 1 ? kinds.slice(phrase[0]!.at, phrase[0]!.next) : '';
  // “Segunda via”, “mar”, “sole”: a word that is also a weekday says no day by itself.
  if (only === 'w')
    return /f/.test(kinds[phrase[0]!.at - 1] ?? '') && after === '' ? question('phrase') : undefined;
  if (/[lv]/.test(before) || /^[lv]/.test(after)) return question('past');
  if (before.endsWith('X') && times.length === 0 && between === '' && after === '' && base.days.length === 1)
    return { ...base, kind: 'except' };
  if (before.includes('X') || after.startsWith('X')) return question('not');
  if (between !== '' || /[bo]$/.test(before)) return question('phrase');
  const isEmpty = phrase.some(
    (item) => (Array.isArray(item.days) && item.days.length === 0) || item.times?.length === 0,
  );
  if (isEmpty) return question(listed.length === 0 ? 'day' : 'time');
  if (days.some((each) => typeof each !== 'string'))
    return /[mFEBpt]$/.test(before) || phrase.length > 1 ? question('phrase') : { ...base, kind: 'range' };
  if (temporal.test(after[0] ?? '') || /[NOUnskijgwmMHQYKLy3zDCv][FEBpt]?$/.test(before))
    return question('phrase');
  if (base.days.length > 1) return question('day');
  if (phrase.filter((item) => item.times !== undefined).length > 1) return question('phrase');
  if (base.times.length > 1) return question('time');
  if (/[FEp]$/.test(before)) return { ...base, kind: 'from' };
  if (before.endsWith('B')) return { ...base, kind: 'until' };
  return { ...base, kind: 'moment' };
}

/** “Tomorrow afternoon at 4”: a part of the day anywhere in the phrase says which half a time is in. */
function narrowed({ times }: Item, phrase: Item[], tokens: Token[]): number[] | undefined {
  const said = tokens.slice(phrase[0]!.at, phrase.at(-1)!.next + 1).flatMap(({ half }) => half ?? []);
  const [half] = said;
  if (times === undefined || times.length < 2 || said.some((each) => each !== half)) return times;
  if (half === undefined) return times;
  return times.filter((minutes) => minutes >= 720 === (half === 'pm'));
}

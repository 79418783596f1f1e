import { addDays } from '#shared/domain/day.ts';
import { halves } from './times.ts';
import type { Said } from './said.ts';
import { only, rangeOf, unclear } from './said.ts';
import type { Token } from './token.ts';
import type { Unit } from './units.ts';

/** A time before it is known in which half of the day it is: each end with its possible minutes. */
export type HalfKnown =
  | { kind: 'one'; options: number[] }
  | { kind: 'range'; from?: number[]; to?: number[] }
  | { kind: 'part'; from: number; to: number }
  | { kind: 'unclear'; options: number[] };

/** What a phrase says when nothing around it is looked at. */
export interface Phrase {
  days: Said<string>[];
  times: HalfKnown[];
  /** It takes a day away. */
  isExcept: boolean;
  /** It begins with “desde” or “dal”: from then, or since then. */
  isSince: boolean;
  /** It begins with a small word, which keeps it apart from what stands before it. */
  isIntroduced: boolean;
  /** It may be a farewell: “hasta el viernes”. */
  isBye: boolean;
  /** It is said of something: “del viernes”. */
  isOf: boolean;
  isFrom: boolean;
  /** It says “last” beside a day. */
  isLast: boolean;
  /** A word of days and times is left over. */
  isIncomplete: boolean;
}

type Read = (phrase: Phrase, units: Unit[]) => void;

const isDay = ({ code }: Unit) => code === 'd' || code === 'k';
const isHour = ({ code }: Unit) => code === '4' || code === 'N' || code === '%';

/** Patterns over the kinds of units without small words; of those that fit at a place the longest counts. */
const rules: readonly [pattern: RegExp, read: Read][] = [
  [/[dk]/y, (phrase, [day]) => phrase.days.push(dayOf(day!))],
  [/5?[dk]/y, (phrase, units) => phrase.days.push(dayOf(units.find(isDay)!))],
  [/[F5Z]?d[oB][F5]?a?d|ba?5?d[+o]a?5?d/y, dayRange],
  [/[F5]?[NO][oB]d|b[NO][+o]d/y, numbersOfMonth],
  [/[F5]?[dk]6|I[dk]|[dk]I|X?[FEVBZ][dk]/y, dayBorder],
  // “The morning after Thursday” is Friday's.
  [/P[EV][dk]/y, (phrase, units) => phrase.days.push(unclear(listed(units)))],
  [
    /[Xt][dk]/y,
    (phrase, units) => {
      phrase.isExcept = true;
      phrase.days.push(unclear(listed(units)));
    },
  ],
  [/4/y, (phrase, [hour]) => phrase.times.push({ kind: 'one', options: hour!.times! })],
  [/[F5]?a?[4N%][oBa]a?[4N%]|[F5]a?[4N]4|ba?[4N%][+o]a?[4N%]/y, timeRange],
  [/44/y, (phrase, units) => (units[1]!.tokens[0]!.code === 'a' ? timeRange : timeChoice)(phrase, units)],
  [/a?[4N]ra?[4N]/y, timeChoice],
  [/[F5]?a?[4N]6|Ia?[4N]|4I|X?[FEVBZ]a?[4N]/y, timeBorder],
  [/P/y, (phrase, [part]) => phrase.times.push({ kind: 'part', ...part!.tokens[0]!.part! })],
  [/8/y, (phrase) => phrase.times.push({ kind: 'unclear', options: [] })],
  [/[aiorF5+]/y, () => undefined],
];

/** Reads the units of a phrase, which are side by side. */
export function readPhrase(all: Unit[]): Phrase {
  const units = all.filter(({ code }) => !'f12'.includes(code));
  const kinds = units.map(({ code }) => code).join('');
  const phrase: Phrase = {
    days: [],
    times: [],
    isExcept: false,
    isSince: false,
    isBye: /^B[dk]$/.test(kinds) && units[0]!.tokens[0]!.value === 1,
    isOf: /^5[dk](?![6oB])/.test(kinds),
    isFrom: /^F[dk](?!o)/.test(kinds),
    isLast: all.some(({ code }) => code === 'L'),
    isIntroduced: 'f12a'.includes(all[0]?.code ?? ''),
    isIncomplete: false,
  };
  for (let at = 0; at < units.length;) {
    let length = 0;
    let read: Read | undefined;
    for (const [pattern, each] of rules) {
      pattern.lastIndex = at;
      const found = pattern.exec(kinds)?.[0].length ?? 0;
      if (found > length) [length, read] = [found, each];
    }
    if (read === undefined) phrase.isIncomplete = true;
    else read(phrase, units.slice(at, at + length));
    at += Math.max(length, 1);
  }
  for (const { part, code } of all.flatMap(({ tokens }) => tokens))
    if (part !== undefined && code !== 'P') phrase.times.push({ kind: 'part', ...part });
  return phrase;
}

function dayOf({ days = [] }: Unit): Said<string> {
  return Array.isArray(days) ? only(days) : rangeOf(days.from, days.to);
}

function listed(units: Unit[]): string[] {
  return units.flatMap(({ days = [] }) => (Array.isArray(days) ? days : [days.from, days.to]));
}

function dayRange(phrase: Phrase, units: Unit[]): void {
  if (isBareNumber(units.find(isDay)!)) return numbersOfMonth(phrase, units);
  const [first, last] = units.filter(isDay).map(dayOf);
  const from = first?.kind === 'one' ? first.value : undefined;
  const to = last?.kind === 'one' ? last.value : undefined;
  const isKnown = from !== undefined && to !== undefined && from < to;
  phrase.days.push(isKnown ? rangeOf(from, to) : unclear(listed(units)));
}

/** “24 to 26 November”: the first number is a day of the same month. */
function numbersOfMonth(phrase: Phrase, units: Unit[]): void {
  const last = units.findLast(isDay)!;
  const [to] = listed([last]);
  const day = units.flatMap(({ tokens }) => tokens).find(({ code }) => code === 'N' || code === 'O')!.value;
  const isDate = last.tokens.some(({ code }) => 'MDO'.includes(code));
  const from = to === undefined ? undefined : `${to.slice(0, 8)}${String(day).padStart(2, '0')}`;
  const isKnown = isDate && dayOf(last).kind === 'one' && day > 0 && from !== undefined && from < to!;
  phrase.days.push(isKnown ? rangeOf(from, to) : unclear(listed([last])));
}

/** “The 24th”, without a month or a weekday. */
function isBareNumber({ tokens }: Unit): boolean {
  return (
    tokens.some(({ code }) => 'NO'.includes(code)) && tokens.every(({ code }) => 'f125UNO'.includes(code))
  );
}

/** From, after, until or before a day, and not so. */
function dayBorder(phrase: Phrase, units: Unit[]): void {
  const day = units.find(isDay)!;
  const said = dayOf(day);
  const sign = signOf(units);
  if (sign === 'Z') phrase.isSince = true;
  if (said.kind === 'unclear' || sign === 'Z') return void phrase.days.push(unclear(listed(units)));
  const [first, last] = said.kind === 'one' ? [said.value, said.value] : [said.from!, said.to!];
  const isNot = units.some(({ code }) => code === 'X');
  const says = isNot ? opposite[sign] : sign;
  if (says === '') phrase.isExcept = true;
  if (says === 'F') phrase.days.push(rangeOf(first, undefined));
  if (says === 'E') phrase.days.push(rangeOf(addDays(last, 1), undefined));
  // “By next week”: its beginning or its end.
  if (says === 'B') phrase.days.push(day.code === 'k' ? unclear(listed(units)) : rangeOf(undefined, last));
  if (says === 'V') phrase.days.push(rangeOf(undefined, addDays(first, -1)));
}

/** “Not before” and “not until” are from, “not after” is until; “not from” may be anything. */
const opposite: Record<string, string> = { V: 'F', E: 'B', B: 'F', F: '' };

function signOf(units: Unit[]): string {
  const sign = units.find(({ code }) => 'FEVBZI'.includes(code))?.code ?? 'F';
  return sign === 'I' ? 'B' : sign;
}

function optionsOf({ times, tokens }: Unit): number[] {
  if (times !== undefined) return times;
  const hour = tokens[0]!.value;
  return hour > 24 ? [] : halves(hour * 60, tokens);
}

function timeRange(phrase: Phrase, units: Unit[]): void {
  const [first, last] = units.filter(isHour);
  const [from, to] = [optionsOf(first!), optionsOf(last!)];
  // “Ten to four” is a time as well, and so is “10 to 4”.
  const number = bareNumber(first!);
  const isTime = number !== undefined && isMinutes(number) && /^[4Na]/.test(units[0]!.code);
  const isSpelled = units.some(({ code, tokens }) => code === 'o' && tokens[0]!.end - tokens[0]!.start > 1);
  const hour = bareNumber(last!);
  if (isTime && isSpelled && number.value > 12 && hour !== undefined)
    return void phrase.times.push({
      kind: 'one',
      options: halves(hour.value * 60 - number.value, last!.tokens),
    });
  if (isTime && isSpelled) return void phrase.times.push({ kind: 'unclear', options: [...from, ...to] });
  phrase.times.push({ kind: 'range', from, to });
}

/** The number of “ten” and “at ten”. */
function bareNumber({ tokens }: Unit): Token | undefined {
  const [number, ...more] = tokens.filter(({ code }) => code !== 'a');
  return number?.code === 'N' && more.length === 0 ? number : undefined;
}

function isMinutes({ value, isDigits }: Token): boolean {
  return !isDigits || [5, 10, 20, 25].includes(value);
}

function timeChoice(phrase: Phrase, units: Unit[]): void {
  phrase.times.push({ kind: 'unclear', options: units.filter(isHour).flatMap(optionsOf) });
}

function timeBorder(phrase: Phrase, units: Unit[]): void {
  const options = optionsOf(units.find(isHour)!);
  const sign = signOf(units);
  const isNot = units.some(({ code }) => code === 'X');
  const says = isNot ? opposite[sign] : sign;
  if (says === '') phrase.isExcept = true;
  if (sign === 'Z') {
    phrase.isSince = true;
    phrase.times.push({ kind: 'unclear', options });
  } else
    phrase.times.push(
      says === 'F' || says === 'E' ? { kind: 'range', from: options } : { kind: 'range', to: options },
    );
}

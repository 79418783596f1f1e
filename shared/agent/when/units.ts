import type { DayContext, Days } from './days.ts';
import { dayRules } from './days.ts';
import type { TimeContext } from './times.ts';
import { halves, timeRules } from './times.ts';
import type { Token } from './token.ts';

/**
 * A token, or several that a rule has read as one: `d` a day, `k` several days in a row, `4` a time, `P` a part of the
 * day, `8` a time that nobody could name, `#` an amount, `%` one that may be an hour. All other letters are those of tokens.
 */
export interface Unit {
  code: string;
  tokens: Token[];
  days?: Days;
  times?: number[];
}

export interface UnitContext {
  day: DayContext;
  time: TimeContext;
}

/** Amounts, and hours from now: no day and no time of day. */
const amounts: readonly [pattern: RegExp, code: string][] = [
  [/[ib][f1]*n?N?H?[f1]*[9=](?!a?[+])|i~/y, '8'],
  // “Vor zwei Wochen”.
  [/Vf*N?U/y, 'l'],
  [/N[+]?H?[u9U=]|H[f1]*[u9=]|N[orB]N[uU9]|(?<![5FbaZ]1?)N[orB]N=/y, '#'],
];

/** A length of time is seldom longer. */
const earliest = 7 * 60;

/** The units of a text: at each place what the longest rule reads. */
export function unitsOf(tokens: Token[], context: UnitContext): Unit[] {
  const kinds = tokens.map(({ code }) => code).join('');
  const units: Unit[] = [];
  for (let at = 0; at < tokens.length;) {
    const unit = unitAt(tokens, kinds, at, context);
    units.push(unit);
    at += unit.tokens.length;
  }
  return units;
}

function unitAt(tokens: Token[], kinds: string, at: number, context: UnitContext): Unit {
  let longest: Unit = { code: kinds[at]!, tokens: [tokens[at]!] };
  let length = 0;
  const longer = (pattern: RegExp): Token[] | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(kinds)?.[0].length ?? 0;
    if (found <= length) return undefined;
    length = found;
    return tokens.slice(at, at + found);
  };
  for (const [pattern, read] of dayRules) {
    const taken = longer(pattern);
    if (taken === undefined || isFraction(taken, tokens[at - 1])) continue;
    const days = read(taken, context.day);
    longest = { code: Array.isArray(days) ? 'd' : 'k', tokens: taken, days };
  }
  for (const [pattern, read] of timeRules) {
    const taken = longer(pattern);
    if (taken !== undefined) longest = { code: '4', tokens: taken, times: read(taken, context.time) };
  }
  const hour = tokens[at]!;
  // “9h” is a time where nothing says that it is not; “2h” is a length.
  if (hour.code === '~' && length === 0) {
    const times = halves(hour.value, [hour], hour.isDigits);
    return hour.value >= earliest || /[FEVBb5oZ+a]/.test(kinds[at - 1] ?? '')
      ? { code: '4', tokens: [hour], times }
      : { code: '#', tokens: [hour], times };
  }
  for (const [pattern, code] of amounts) {
    const taken = longer(pattern);
    if (taken === undefined) continue;
    const times = code === '#' ? hourOf(taken, kinds[at - 1]) : undefined;
    longest = times === undefined ? { code, tokens: taken } : { code: '%', tokens: taken, times };
  }
  return longest;
}

/** “De 9 a 17 horas”: an amount may be the hour at which a range ends. */
function hourOf(tokens: Token[], before: string | undefined): number[] | undefined {
  const [hour, sign] = tokens;
  const isHour =
    tokens.length === 2 && hour?.code === 'N' && sign?.code === '=' && /[oBa+]/.test(before ?? '');
  return isHour && hour.value <= 24 ? halves(hour.value * 60, tokens) : undefined;
}

/** “3/4” is a size, unless something before it says that it is a day. */
function isFraction([token]: Token[], before: Token | undefined): boolean {
  const [part = 0, whole = 0, year] = token?.numbers ?? [];
  if (token?.code !== 'D' || year !== undefined || before?.code === '1' || before?.code === 'f') return false;
  return part < whole && [2, 3, 4, 8, 16].includes(whole);
}

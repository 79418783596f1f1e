import type { Token } from './token.ts';

/** How the country and the language tell “half ten”. */
export interface TimeContext {
  /** Half ten is 9:30 (`before`), 10:30 (`after`), or nobody knows. */
  half: 'before' | 'after' | 'unknown';
}

/** A time of day in minutes since midnight; two where the half of the day is not said. */
type Read = (tokens: Token[], context: TimeContext) => number[];

/** Patterns over the kinds of tokens, `_` for small words; of those that fit at a place the longest counts. */
export const timeRules: readonly [pattern: RegExp, read: Read][] = (
  [
    [
      'a?Ch?(?:[fc]*Ah?)?(?![u9])',
      (tokens) => halves(find(tokens, 'C').value, tokens, find(tokens, 'C').isDigits),
    ],
    [
      'aJh?(?:[fc]*A)?(?![u9])|JhA?|JA',
      (tokens) => halves(find(tokens, 'J').value, tokens, find(tokens, 'J').isDigits),
    ],
    ['(?<=[WwRDMOY]c?)Jh?A?', afterDay],
    [
      'a_~(?:[fc]*A)?(?![u9])|~[fc]*A|(?<=[WwRDMOYP]c?)~',
      (tokens) => halves(find(tokens, '~').value, tokens, find(tokens, '~').isDigits),
    ],
    ['a?N[h=]N?A?(?<=[hNA])', (tokens) => hourAnd(tokens, 0)],
    ['a_N[h=]?(?:[fc]*A)?(?![uNMDzxSU9])', (tokens) => hourAnd(tokens, 0)],
    ['aN[fc]*xA', () => []],
    // “10 in the morning”.
    ['a?N_P', (tokens) => (find(tokens, 'N').value > 12 ? [] : hourAnd(tokens, 0))],
    ['NAh?', (tokens) => hourAnd(tokens, 0)],
    ['aY', (tokens) => whole(find(tokens, 'Y').value)],
    ['(?<=[WwRO]c?)Yh?(?![xuzUM=9])', afterDayWhole],
    ['aNN(?![uUzM9=x])', hourAndMinutes],
    ['a?N9?p_H?N[h=]?A?', (tokens) => minutesBeside(tokens, 1)],
    ['a?(?<!f)N9?<_H?N[h=]?A?', (tokens) => minutesBeside(tokens, -1)],
    ['a?N9?E[HN]N?[h=]?A?(?<=N[h=]?A?)', (tokens) => minutesBeside(tokens, 1)],
    ['a?N9?V[HN]N?[h=]?A?(?<=N[h=]?A?)', (tokens) => minutesBeside(tokens, -1)],
    ['a?f?Q[2<]_N[h=]?A?', (tokens) => hourAnd(tokens, -15)],
    // “Viertel drei” is 2:15 where half three is 2:30.
    ['aQN[h=]?A?', (tokens, { half }) => (half === 'before' ? hourAnd(tokens, -45) : [])],
    ['a?N[h=]?[p+]HA?', (tokens) => hourAnd(tokens, 30)],
    ['a?N[h=]?[p+]QA?', (tokens) => hourAnd(tokens, 15)],
    ['a?N[h=]?t1?QA?', (tokens) => hourAnd(tokens, -15)],
    ['a?f?Q[pE]N[h=]?A?', (tokens) => hourAnd(tokens, 15)],
    ['a?f?[Q3][toV]N[h=]?A?|a?3N[h=]?A?', (tokens) => hourAnd(tokens, -15)],
    ['a?H[p+]N[h=]?A?', (tokens) => hourAnd(tokens, 30)],
    [
      'a?HN[h=]?A?',
      (tokens, { half }) => {
        if (half === 'unknown') return [...hourAnd(tokens, -30), ...hourAnd(tokens, 30)];
        return hourAnd(tokens, half === 'before' ? -30 : 30);
      },
    ],
    ['aN[h=]?[+]NA?(?![uUMh9])', (tokens) => hourAnd(tokens, 0)],
    ['aN[h=]?tNA?(?![uUM9])', hourLess],
    ['a?T[+]H', () => [750]],
    ['a?T', (tokens) => [find(tokens, 'T').value]],
  ] as [string, Read][]
).map(([pattern, read]) => [new RegExp(pattern.replaceAll('_', '[f1]*'), 'y'), read]);

function find(tokens: Token[], code: string): Token {
  return tokens.find((token) => token.code === code)!;
}

function hourAnd(tokens: Token[], minutes: number): number[] {
  const hours = tokens.filter(({ code }) => code === 'N');
  const hour = hours[0]!.value;
  // “10 h 30” in words of its own.
  const more = hours[1]?.value ?? 0;
  return hour > 24 || more > 59 ? [] : halves(hour * 60 + minutes + more, tokens);
}

/** “Tre meno dieci”. */
function hourLess(tokens: Token[]): number[] {
  const [hour, less] = tokens.filter(({ code }) => code === 'N');
  return hour!.value > 24 || less!.value > 30 ? [] : halves(hour!.value * 60 - less!.value, tokens);
}

/** “At ten forty-five”. */
function hourAndMinutes(tokens: Token[]): number[] {
  const [, minutes] = tokens.filter(({ code }) => code === 'N');
  return minutes!.value < 10 ? [] : hourAnd(tokens, 0);
}

/** Hours are seldom said so: “10 past 3”, “twenty to four”, “fünf vor halb zehn”. */
function minutesBeside(tokens: Token[], sign: 1 | -1): number[] {
  const [minutes, hour] = tokens.filter(({ code }) => code === 'N');
  if (minutes!.value > 29 || hour === undefined || hour.value > 24) return [];
  const from = hour.value * 60 - (tokens.some(({ code }) => code === 'H') ? 30 : 0);
  return halves(from + sign * minutes!.value, tokens);
}

/** “Friday 1430”; “Friday 2026” may be a year. */
function afterDayWhole([time]: Token[]): number[] {
  return time!.value >= 1900 && time!.value <= 2100 ? [] : whole(time!.value);
}

/** “Friday 3.30”; “Friday 10.12” may be a date. */
function afterDay(tokens: Token[]): number[] {
  const clock = find(tokens, 'J');
  return clock.numbers![1]! <= 12 && tokens.length === 1 ? [] : halves(clock.value, tokens, clock.isDigits);
}

/** Military time, “at 1500”. */
function whole(written: number): number[] {
  const [hour, minutes] = [Math.floor(written / 100), written % 100];
  return hour > 23 || minutes > 59 ? [] : [hour * 60 + minutes];
}

/** Five is seventeen as well, unless something says which; twelve is noon rather than midnight. */
export function halves(minutes: number, tokens: Token[], isWhole = false): number[] {
  const half = tokens.find((token) => token.half !== undefined)?.half;
  const day = (minutes + 1440) % 1440;
  if (half === 'pm') return [day < 720 ? day + 720 : day];
  // “12 am” is midnight, or a slip.
  if (half === 'am') return day >= 780 ? [] : day >= 720 ? [day - 720, day] : [day];
  if (isWhole || day >= 720) return [day];
  return [day, day + 720];
}

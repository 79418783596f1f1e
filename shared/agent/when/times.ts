import type { Token } from './tokens.ts';

/** How the country and the language tell “half ten”. */
export interface TimeContext {
  /** Half ten is 9:30 (`before`), 10:30 (`after`), or nobody knows. */
  half: 'before' | 'after' | 'unknown';
}

/** A time of day in minutes since midnight; two where the half of the day is not said. */
type Read = (tokens: Token[], context: TimeContext) => number[];

/** Patterns over the kinds of tokens; of those that fit at a place the longest counts. */
export const timeRules: readonly [pattern: RegExp, read: Read][] = [
  [/a?Ch?[cf]*A?/y, (tokens) => halves(find(tokens, 'C').value, tokens, find(tokens, 'C').isDigits)],
  [/a?NhN?A?/y, (tokens) => hourAnd(tokens, 0)],
  [/aNh?[cf]*A?(?![uNMDz])/y, (tokens) => hourAnd(tokens, 0)],
  [/NA/y, (tokens) => hourAnd(tokens, 0)],
  [/aY/y, (tokens) => whole(find(tokens, 'Y').value)],
  [/a?Nh?pHA?/y, (tokens) => hourAnd(tokens, 30)],
  [/a?Nh?pQA?/y, (tokens) => hourAnd(tokens, 15)],
  [/a?Nh?tQA?/y, (tokens) => hourAnd(tokens, -15)],
  [/a?f?QpNh?A?/y, (tokens) => hourAnd(tokens, 15)],
  [/a?f?[Q3]tNh?A?|a?3Nh?A?/y, (tokens) => hourAnd(tokens, -15)],
  [/a?HpNh?A?/y, (tokens) => hourAnd(tokens, 30)],
  [
    /a?HNh?A?/y,
    (tokens, { half }) => {
      if (half === 'unknown') return [...hourAnd(tokens, -30), ...hourAnd(tokens, 30)];
      return hourAnd(tokens, half === 'before' ? -30 : 30);
    },
  ],
  [
    /aNpNA?(?!u)/y,
    (tokens) => {
      const [hour, minutes] = tokens.filter(({ code }) => code === 'N');
      return hour!.value > 23 || minutes!.value > 59 ? [] : halves(hour!.value * 60 + minutes!.value, tokens);
    },
  ],
  [/a?T/y, (tokens) => [find(tokens, 'T').value]],
];

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

/** Military time, “at 1500”. */
function whole(written: number): number[] {
  const [hour, minutes] = [Math.floor(written / 100), written % 100];
  return hour > 23 || minutes > 59 ? [] : [hour * 60 + minutes];
}

/** Five is seventeen as well, unless something says which; twelve is noon rather than midnight. */
function halves(minutes: number, tokens: Token[], isWhole = false): number[] {
  const half = tokens.find((token) => token.half !== undefined)?.half;
  const day = (minutes + 1440) % 1440;
  if (half === 'pm') return [day < 720 ? day + 720 : day];
  if (half === 'am') return day >= 780 ? [] : [day % 720];
  if (isWhole || day >= 720) return [day];
  return [day, day + 720];
}

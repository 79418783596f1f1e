import type { z } from 'zod';
import type { FieldProblem } from './result.ts';

type RawIssue = z.core.$ZodRawIssue;

/**
 * What is wrong with a value, in the owner's words: to be passed to `safeParse` as its `error`, so that no text of
 * the library reaches a screen. A schema that knows better says so itself.
 */
export function sentenceOf(issue: RawIssue): string {
  switch (issue.code) {
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.input);
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'invalid_type':
      return isMissing(issue.input) ? needed : wrongKind(issue.expected);
    case 'invalid_format':
      return formats[issue.format] ?? 'This is not written as it is needed here.';
    case 'invalid_value':
      return isMissing(issue.input) ? needed : 'Choose one of the values that are offered.';
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues[0] === undefined ? unfit : sentenceOf(issue.issues[0] as RawIssue);
    default:
      return unfit;
  }
}

/** What a failed parse found, for the fields in which the values were typed. */
export function fieldProblems({ issues }: z.ZodError): FieldProblem[] {
  return issues.map(({ path, message }) => ({ path: path.map(String), message }));
}

/** All of it in one line, for where there is no field to show it at. */
export function fieldWords(problems: readonly FieldProblem[]): string {
  return problems.map(({ path, message }) => `${nameOf(path)}: ${message}`).join(' ');
}

const needed = 'This is needed.';
const unfit = 'This cannot be used here.';

const formats: Record<string, string> = {
  email: 'This is not an email address, such as name@example.com.',
  url: 'This is not a web address. It starts with https://',
  date: 'This is not a day.',
};

function tooBig(origin: string, most: number, input: unknown): string {
  if (origin === 'string') {
    const over = typeof input === 'string' ? input.length - most : 0;
    const fits = `At most ${most} characters fit here.`;
    return over > 0 ? `This is ${over} too many. ${fits}` : fits;
  }
  return isNumber(origin) ? `This is too much: at most ${most}.` : `These are too many: at most ${most}.`;
}

function tooSmall(origin: string, least: number): string {
  if (isNumber(origin)) return `This is too little: at least ${least}.`;
  if (least <= 1) return needed;
  return origin === 'string'
    ? `This is too short: at least ${least} characters.`
    : `These are too few: at least ${least}.`;
}

function wrongKind(expected: string): string {
  return isNumber(expected) ? 'This is not a number.' : unfit;
}

function isNumber(kind: string): boolean {
  return kind === 'number' || kind === 'int' || kind === 'bigint';
}

function isMissing(input: unknown): boolean {
  return input === undefined || input === null || input === '';
}

/** The last step that is a field's name, as words: `['fields', 'lines', 'x1-9', 'unitPrice']` is "Unit price". */
function nameOf(path: readonly string[]): string {
  const field = path.findLast((step) => /^[a-z]+(?:[A-Z][a-z]+)*$/.test(step) && step.length <= 24);
  const words = (field ?? 'this').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import type { HalfKnown, Phrase } from './phrase.ts';
import { readPhrase } from './phrase.ts';
import type { Said } from './said.ts';
import { candidatesOf, unclear } from './said.ts';
import type { Token } from './token.ts';
import type { Unit } from './units.ts';

/** A phrase of a text, and what the words around it make of it. */
export interface Finding {
  start: number;
  end: number;
  days: Said<string>[];
  times: HalfKnown[];
  /** `over`: it speaks of what is past; `not`: it takes a day away. */
  is: 'meant' | 'over' | 'not';
}

/** Units of which a phrase is made; all others end it. */
const inPhrase = /[dk4P8NOUMTDJCY0f125aorFEVBbXZI6+snjihHQ3ptLgym%<>;]+/g;
/** Of these at least one is said; the others say nothing by themselves. */
const says = /[dk4P8]|[FEVBb]a?[f1]*N|N[oBa+]1*%/;

/** All phrases about days and times, read with their surroundings. */
export function findingsIn(units: Unit[], isRequest: boolean): Finding[] {
  const kinds = units.map(({ code }) => code).join('');
  const findings = [...kinds.matchAll(inPhrase)].flatMap(({ 0: run, index }) => {
    if (!says.test(run)) return [];
    const [at, next] = trimmed(run, index);
    const finding = findingAt(units, at, next, surroundings(units, at, next, isRequest));
    return finding === undefined ? [] : [{ finding, at }];
  });
  return findings.map(({ finding, at }) => {
    const first = /[^|?]*$/.exec(kinds.slice(0, at))!.index;
    const next = at + /^[^|?]*/.exec(kinds.slice(at))![0].length;
    const beside = findings.filter((other) => other.at >= first && other.at < next);
    const depends = dependsOn(
      units.slice(first, next),
      beside.map((each) => each.finding),
    );
    return depends && finding.is !== 'over' ? { ...asked(finding, true, true), is: 'meant' } : finding;
  });
}

/** “Tuesday, otherwise Thursday”, “if you cannot on Tuesday, Thursday is fine”: nobody knows yet which it will be. */
function dependsOn(sentence: Unit[], findings: Finding[]): boolean {
  if (sentence.some(({ code }) => code === ':')) return true;
  const isCondition = ({ code, tokens }: Unit, at: number) =>
    /[&^]/.test(code) && tokens[0]!.value === 1 && sentence[at + 1]?.code !== 'c';
  const days = findings
    .filter(({ is, days }) => is !== 'over' && days.length > 0)
    .map(({ days }) => days.flatMap(candidates).join(' '));
  return new Set(days).size > 1 && sentence.some(isCondition);
}

/** Without small words at its end, and whatever says nothing before them. */
function trimmed(run: string, index: number): [at: number, next: number] {
  const behind = /[f125aorF+ic]*$/.exec(run)!.index;
  return [index, index + behind];
}

function findingAt(units: Unit[], at: number, next: number, around: Around): Finding | undefined {
  const inside = units.slice(at, next);
  if (isNoPhrase(inside, around)) return undefined;
  const phrase = readPhrase(inside);
  if (phrase.days.length === 0 && phrase.times.length === 0 && !phrase.isIncomplete) return undefined;
  const tokens = inside.flatMap((unit) => unit.tokens);
  const finding = {
    start: tokens[0]!.start,
    end: tokens.at(-1)!.end,
    days: phrase.days,
    times: phrase.times,
  };
  const is = meaningOf(
    phrase,
    around,
    inside.some(({ code }) => code === 'X'),
  );
  if (is === 'over' || is === 'not') return { ...asked(finding, true, true), is };
  const meaning = inside.filter(({ code }) => 'dk4P8'.includes(code));
  const isDoubtful = is === 'phrase' || (isWeak(meaning) && isShort(meaning[0]!));
  if (isDoubtful) return { ...asked(finding, true, true), is: 'meant' };
  const last = inside.findLast(({ code }) => 'dk4P8N'.includes(code))?.code ?? 'd';
  const isCut = isUnknownBehind(around);
  return { ...asked(finding, isCut && 'dk'.includes(last), isCut && !'dk'.includes(last)), is: 'meant' };
}

interface Around {
  before: string;
  after: string;
  /** The clause without the phrase. */
  clause: string;
  /** It is a question or a request. */
  isAsked: boolean;
  /** Somebody is named or takes leave before it. */
  isName: boolean;
  /** The name of a month is divided from it by a comma. */
  isBesideMonth: boolean;
  /** “Before”, “after” or “between” without a day or a time, anywhere in the sentence. */
  hasBorder: boolean;
  /** The clause that it belongs to tells of what was, or of what is not. */
  isReported: boolean;
  /** A word that is not known says how it suits. */
  isJudged: boolean;
  /** What the clauses beside it say, where this one holds nothing but the phrase. */
  beside: string;
}

function surroundings(units: Unit[], at: number, next: number, isRequest: boolean): Around {
  const kinds = units.map(({ code }) => code).join('');
  const head = kinds.slice(0, at);
  const tail = kinds.slice(next);
  const before = /[^|?&^c]*$/.exec(head)![0];
  const after = /^[^|?&^c]*/.exec(tail)![0];
  const isBare = !/[^f125aco+rF]/.test(before + after);
  const left = /([^|?&]*)c$/.exec(head.slice(0, head.length - before.length))?.[1] ?? '';
  const right = /^c([^|?&]*)/.exec(tail.slice(after.length))?.[1] ?? '';
  return {
    before,
    after,
    clause: before + after,
    isAsked:
      isRequest ||
      tail.charAt(after.length) === '?' ||
      /^c[f125ao+rFdk4Pe]*\?/.test(tail.slice(after.length)),
    hasBorder: /!|[EVb](?![f125a]*[dk4N])/.test(`${/[^|?]*$/.exec(head)![0]} ${/^[^|?]*/.exec(tail)![0]}`),
    isName: /@[cf|]*$/.test(head),
    isJudged: isJudged(units.slice(at - before.length, next + after.length)),
    isReported: /[GX][^|?&]*\^$/.test(head.slice(0, head.length - before.length)),
    isBesideMonth: /M[c|]$/.test(head) || tail.startsWith('cM'),
    beside: isBare ? `${left}c${right}` : '',
  };
}

/** “El martes me viene fatal”: what follows a word that says how it suits, and is not known, may take it back. */
function isJudged(clause: Unit[]): boolean {
  const suits = ({ code, tokens }: Unit) => code === 'q' && tokens[0]!.value === 1;
  return /\$[ef1]*x/.test(clause.map((unit) => (suits(unit) ? '$' : unit.code)).join(''));
}

/** A word that is a weekday only with something beside it, or a date that is the name of a street. */
function isNoPhrase(inside: Unit[], { before, after, clause, isAsked, isName, beside }: Around): boolean {
  const meaning = inside.filter(({ code }) => 'dk4P8'.includes(code));
  const [only] = meaning;
  if (
    (/S[f125]*$/.test(before) || after.startsWith('S')) &&
    inside.some(({ code, tokens }) => code === 'd' && tokens.some((token) => 'MNOD;'.includes(token.code)))
  )
    return true;
  if (meaning.length === 0) return !says.test(inside.map(({ code }) => code).join(''));
  if (isName && inside.every((unit) => unit === only || unit.code === 'f') && only!.tokens.length === 1)
    return true;
  if (!isWeak(meaning)) return false;
  if (/^[^eqc?|&]/.test(after) || /[Su]$/.test(before)) return true;
  if (inside.some(({ code }) => 'f1FEVBb2'.includes(code))) return false;
  return isShort(only!) || (!/q/.test(clause) && !isAsked && beside === '');
}

/** Nothing but a word that is a weekday as well. */
function isWeak(meaning: Unit[]): boolean {
  return meaning.length === 1 && meaning[0]!.tokens.every(({ code }) => 'wf125'.includes(code));
}

/** “Mar”, “sun”: by themselves they are more often something else. */
function isShort({ tokens }: Unit): boolean {
  return tokens.some(({ code, start, end }) => code === 'w' && end - start < 5);
}

/** What the words around a phrase make of it; `phrase` where nobody can tell. */
function meaningOf(phrase: Phrase, around: Around, isNegated: boolean): Finding['is'] | 'phrase' {
  const { before, after, clause, beside, isAsked } = around;
  const speaksAhead = /q/.test(clause) || isAsked;
  if (/[lL]$/.test(before) || /^[lL]/.test(after) || phrase.isLast)
    return phrase.days.length > 1 ? 'phrase' : 'over';
  if (/G/.test(clause)) return /q/.test(clause) ? 'phrase' : 'over';
  if (phrase.isSince) return speaksAhead ? 'phrase' : 'over';
  if (phrase.isExcept || /X/.test(clause) || (phrase.isIncomplete && isNegated)) return 'not';
  if (/[dk4P8].*X|X.*[dk4P8]/.test(beside) || (!isAsked && /[XGl]/.test(beside))) return 'phrase';
  // “The 24th (December)”.
  if (around.isBesideMonth || around.isReported) return 'phrase';
  // “La factura del viernes”, “the invoice from Friday”: nobody knows which one.
  if (phrase.isOf || (phrase.isFrom && /[xu]$/.test(before))) return 'phrase';
  if (phrase.isBye && !/[qeux]/.test(clause)) return 'phrase';
  if (
    phrase.isIncomplete ||
    before.endsWith('v') ||
    (before.endsWith('#') && !phrase.isIntroduced) ||
    /^[vu#]/.test(after) ||
    around.hasBorder
  )
    return 'phrase';
  if (around.isJudged) return 'phrase';
  return /[xzu#S]/.test(clause) && !speaksAhead ? 'phrase' : 'meant';
}

/** A word that is not known goes with what stands before it. */
function isUnknownBehind({ after }: Around): boolean {
  return /^[xzuS]/.test(after) || /^[25][f125]*x/.test(after);
}

type Read = Pick<Finding, 'days' | 'times' | 'start' | 'end'>;

function asked(read: Read, days: boolean, times: boolean): Read {
  return {
    ...read,
    days: days && read.days.length > 0 ? [unclear(read.days.flatMap(candidates))] : read.days,
    times:
      times && read.times.length > 0
        ? [{ kind: 'unclear', options: read.times.flatMap(optionsOf) }]
        : read.times,
  };
}

function candidates(said: Said<string>): string[] {
  if (said.kind !== 'range') return candidatesOf(said);
  return [said.from, said.to].flatMap((day) => day ?? []);
}

export function optionsOf(time: HalfKnown): number[] {
  if (time.kind === 'part') return [];
  return time.kind === 'range' ? [...(time.from ?? []), ...(time.to ?? [])] : time.options;
}

/** How many characters of a text a language knows the words of. */
export function knownLength(tokens: Token[]): number {
  return tokens
    .filter(({ code, isDigits }) => !'xzc|?CDYJG'.includes(code) && (code !== 'N' || isDigits !== true))
    .reduce((sum, { start, end }) => sum + end - start, 0);
}

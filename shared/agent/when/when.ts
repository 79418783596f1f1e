import type { Business } from '#shared/domain/business.ts';
import { languageOfText } from '#shared/agent/language.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import type { Finding } from './findings.ts';
import { findingsIn, knownLength, optionsOf } from './findings.ts';
import { likelyTime } from './likely.ts';
import type { HalfKnown } from './phrase.ts';
import type { Said } from './said.ts';
import { agreed, candidatesOf, unclear } from './said.ts';
import { tokensOf } from './tokens.ts';
import { unitsOf } from './units.ts';
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
const languages = Object.keys(lexicon) as WhenLanguage[];

/** What a text is read with: when and where it was written. */
export interface WhenContext {
  /** Epoch milliseconds. */
  now: number;
  /** Its country gives the order of numbers in a date and the meaning of “half ten”, its hours the half of the day. */
  business: Pick<Business, 'timeZone' | 'country' | 'hours'>;
  /** All are tried where none is given. */
  languages?: readonly WhenLanguage[];
  /** Folded words of records, such as the names of services, which change no day. */
  plainWords?: ReadonlySet<string>;
  /** The whole text is a request: it speaks of what is to come. */
  isRequest?: boolean;
}

/** The day and the time that a text names; nothing where it names none. */
export interface When {
  /** Days such as `2026-11-24`. */
  day?: Said<string>;
  /** Minutes since midnight. */
  time?: Said<number>;
  /** The phrases that say so. */
  spans: { start: number; end: number }[];
  /** It also names a day that is over. */
  namesPast: boolean;
}

/** Countries that write the month before the day. */
const monthFirst = new Set(['US', 'PH', 'FM', 'PW']);
const british = new Set(['GB', 'IE']);
/** How much more a word counts in the language that the text seems to be written in. */
const favour = 1.25;
/** A date that is longer over was not meant for a visit. In days. */
const longOver = 92;

/**
 * The day and the time that a text names. A reading accounts for the whole phrase and the clause that it stands in:
 * where a word may change it and no rule knows how, and where two phrases or languages differ, it is a question.
 */
export function readWhen(text: string, context: WhenContext): When {
  const today = dayOf(context.now, context.business.timeZone);
  const likely = context.languages === undefined ? languageOfText(text) : undefined;
  const tried = (context.languages ?? languages).map((language) => {
    const tokens = tokensOf(text, lexicon[language], context.plainWords);
    const units = unitsOf(tokens, unitContext(language, context, today));
    return {
      when: whenOf(findingsIn(units, context.isRequest === true), today, context),
      known: knownLength(tokens),
      score: knownLength(tokens) * (language === likely ? favour : 1),
    };
  });
  const first = tried.reduce((best, each) => (each.score > best.score ? each : best));
  const best = tried
    .filter(({ known, score }) => known === first.known || score === first.score)
    .map(({ when }) => when);
  return best.length === 1 ? best[0]! : together(best);
}

function unitContext(language: WhenLanguage, { business }: WhenContext, today: string) {
  const { country } = business;
  const { halfBefore, countsBothEnds }: WhenWords = lexicon[language];
  const isUnknown = language === 'en' && !british.has(country);
  const half = halfBefore ? ('before' as const) : isUnknown ? ('unknown' as const) : ('after' as const);
  return { day: { today, monthFirst: monthFirst.has(country), countsBothEnds }, time: { half } };
}

/** Languages that read the same words in different ways: nobody knows which was meant. */
function together(all: When[]): When {
  const [day, time] = [agreedBy(all.map((when) => when.day)), agreedBy(all.map((when) => when.time))];
  return {
    ...(day !== undefined && { day }),
    ...(time !== undefined && { time }),
    spans: all.reduce((most, { spans }) => (spans.length > most.length ? spans : most), all[0]!.spans),
    namesPast: all.some(({ namesPast }) => namesPast),
  };
}

function agreedBy<T>(all: (Said<T> | undefined)[]): Said<T> | undefined {
  const said = all.flatMap((each) => each ?? []);
  return said.length === 0 || said.length === all.length ? agreed(said) : unclear(said.flatMap(candidatesOf));
}

/** What all phrases of a text say together. */
function whenOf(findings: Finding[], today: string, context: WhenContext): When {
  const ahead = findings.filter((finding) => !isOver(finding, today));
  const meant = ahead.filter(({ is }) => is === 'meant');
  const saysDay = meant.some(({ days }) => days.some(({ kind }) => kind !== 'unclear'));
  // Who takes one day away and names another means the other.
  const counted = saysDay && !takesFromRange(ahead) ? meant : ahead;
  const day = dayIn(counted, today);
  const time = timeIn(counted, day, context);
  return {
    ...(day !== undefined && { day }),
    ...(time !== undefined && { time }),
    spans: counted.map(({ start, end }) => ({ start, end })),
    namesPast: ahead.length < findings.length,
  };
}

/** “Next week, but not on Monday”. */
function takesFromRange(findings: Finding[]): boolean {
  const isRange = ({ is, days }: Finding) => is === 'meant' && days.some(({ kind }) => kind === 'range');
  return findings.some(isRange) && findings.some(({ is }) => is === 'not');
}

function isOver({ is, days }: Finding, today: string): boolean {
  const [day] = days;
  return is === 'over' || (day?.kind === 'one' && day.value < addDays(today, -longOver));
}

function dayIn(findings: Finding[], today: string): Said<string> | undefined {
  const day = agreed(findings.flatMap(({ days }) => days));
  return day?.kind === 'one' && day.value < today ? unclear([day.value]) : day;
}

function timeIn(
  findings: Finding[],
  day: Said<string> | undefined,
  { business, isRequest = false }: WhenContext,
): Said<number> | undefined {
  const times = findings.flatMap((finding) => finding.times);
  const parts = times.filter(({ kind }) => kind === 'part');
  const others = times.filter(({ kind }) => kind !== 'part');
  const [on] = candidatesOf(day);
  const [part] = parts;
  if (others.length === 0 || part?.kind !== 'part')
    return agreed(times.map((time) => likelyTime(time, on, business, isRequest)));
  // “Tomorrow afternoon at 4”: the part of the day says which half it is.
  const isWithin = (minutes: number) => minutes >= part.from && minutes <= part.to;
  const [time, ...more] = others.map((other) => within(other, part, isWithin));
  if (parts.length > 1 || more.length > 0 || time === undefined) return unclear(others.flatMap(optionsOf));
  return likelyTime(time, on, business, isRequest);
}

/** A time with the options that lie in a part of the day; a question where none does. */
function within(
  time: HalfKnown,
  part: { from: number; to: number },
  isWithin: (minutes: number) => boolean,
): HalfKnown {
  const kept = (options: number[] | undefined) =>
    options && [...new Set(options.flatMap((minutes) => [minutes, minutes + 720]).filter(isWithin))];
  if (time.kind === 'one') return { kind: 'one', options: kept(time.options)! };
  if (time.kind !== 'range') return time;
  const [from, to] = [kept(time.from), kept(time.to)];
  if (from?.length === 0 || to?.length === 0) return { kind: 'unclear', options: optionsOf(time) };
  return { kind: 'range', from: from ?? [part.from], to: to ?? [part.to] };
}

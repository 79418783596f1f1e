import { casual as german } from 'chrono-node/de';
import { casual as american, GB as british } from 'chrono-node/en';
import { casual as spanish } from 'chrono-node/es';
import { casual as portuguese } from 'chrono-node/pt';
import type { Language } from '#shared/agent/basic/language.ts';

/** What chrono-node finds in a text: only what it is certain of, never what it fills in. */
export interface Opinion {
  start: number;
  end: number;
  /** `2026-11-24`. */
  day?: string;
  /** Minutes since midnight; without `half`, in one half of the day or the other. */
  minutes?: number;
  half?: true;
}

export interface OpinionContext {
  language: Language;
  /** Epoch milliseconds at which the text was written. */
  at: number;
  /** Minutes by which the business's clock is ahead of UTC at that moment. */
  utcOffset: number;
  monthFirst: boolean;
}

/** A second reader of dates and times. It is often wrong alone; where it disagrees, the owner is asked. */
export function secondOpinion(text: string, context: OpinionContext): Opinion[] {
  const { language, at, utcOffset, monthFirst } = context;
  const english = monthFirst ? american : british;
  const parser = { en: english, es: spanish, pt: portuguese, de: german }[language];
  const reference = { instant: new Date(at), timezone: utcOffset };
  return parser.parse(text, reference, { forwardDate: true }).flatMap(({ index, text: words, start }) => {
    const opinion: Opinion = { start: index, end: index + words.length };
    const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
    const knowsDay = start.isCertain('day') || start.isCertain('weekday');
    if (knowsDay && year !== null && month !== null && day !== null) {
      opinion.day = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
    }
    const hour = start.get('hour');
    if (start.isCertain('hour') && hour !== null) {
      opinion.minutes = hour * 60 + (start.get('minute') ?? 0);
      if (start.isCertain('meridiem') || hour > 12) opinion.half = true;
    }
    return opinion.day === undefined && opinion.minutes === undefined ? [] : [opinion];
  });
}

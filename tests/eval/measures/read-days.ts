import { languages } from '#shared/agent/basic/language.ts';
import { readWhen as readCustomer } from '#shared/agent/extraction/when.ts';
import { plumber } from '#shared/agent/testing.ts';
import { readWhen } from '#shared/agent/when/when.ts';
import type { DayReading, ReadDay } from './days.ts';
import type { HeldOutLanguage } from './sets.ts';

/** Monday, 16 November 2026, 10:00 in Dublin: when the messages of the sets are written. */
const now = Date.UTC(2026, 10, 16, 10);
const business = { ...plumber, country: 'IE', timeZone: 'Europe/Dublin', hours: {} };

const only = (values: string[]) => (values.length > 1 ? 'ask' : (values[0] ?? null));

/** What is proposed to the owner of a customer's message. */
export function customerReader(of: HeldOutLanguage): ReadDay {
  const language = languages.find((each) => each === of);
  return (text): DayReading => {
    const when = language && readCustomer(text, now, language, business);
    return when === undefined
      ? { day: null, time: null }
      : { day: only(when.days), time: only(when.times) };
  };
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** What the owner's assistant reads in the same words. */
export function ownerReader(of: HeldOutLanguage): ReadDay {
  return (text): DayReading => {
    const readings = readWhen(text, { now, timeZone: 'Europe/Dublin', country: 'IE', languages: [of] });
    const asks = readings.some(({ kind }) => kind === 'question' || kind === 'except');
    const ends = (kind: string, [first = null, last = first]: string[]) => {
      if (kind === 'from') return { from: first, to: null };
      if (kind === 'until') return { from: null, to: last };
      return kind === 'range' ? { from: first, to: last } : first;
    };
    const value = (field: 'days' | 'times') => {
      const said = readings.filter((reading) => reading[field].length > 0);
      if (said.length > 1 || (asks && said.length > 0)) return 'ask';
      return said[0] === undefined
        ? null
        : ends(said[0].kind, field === 'days' ? said[0].days : said[0].times.map(clock));
    };
    return { day: asks ? 'ask' : value('days'), time: value('times') };
  };
}

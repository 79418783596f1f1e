import type { Weekday } from '#shared/domain/business.ts';
import { weekdays } from '#shared/domain/business.ts';
import type { LocalTime } from '#shared/agent/clock.ts';
import { addDays } from '#shared/agent/clock.ts';
import type { Language } from './language.ts';
import { withoutPast } from './past.ts';
import { normalise } from './words.ts';

/** A day that the customer named: how many days from today it is, where that is certain. */
export interface NamedDay {
  weekday: Weekday;
  relation: 'today' | 'tomorrow' | 'weekday';
}

const relative: Record<Language, { today: RegExp; tomorrow: RegExp; weekend: RegExp }> = {
  en: {
    today: /\b(today|tonight|this (morning|afternoon|evening))\b/,
    tomorrow: /\btomorrow\b/,
    weekend: /\bweekends?\b/,
  },
  es: {
    today: /\b(hoy|esta (manana|tarde|noche))\b/,
    // After an article or "esta" it is the morning, not tomorrow.
    tomorrow: /(?<!\b(la|esta|una|cada|de) )\bmanana\b/,
    weekend: /\bfin(es)? de semana\b/,
  },
  pt: {
    today: /\b(hoje|esta (manha|tarde|noite))\b/,
    tomorrow: /\bamanha\b/,
    weekend: /\b(fim|fins) de semana\b/,
  },
  de: {
    today: /\bheute\b/,
    tomorrow: /(?<!\b(guten|am|jeden|\w+tag) )\bmorgen\b/,
    weekend: /\bwochenende\b/,
  },
};

const names: Record<Language, RegExp[]> = {
  en: [
    /\b(mon|mondays?)\b/,
    /\b(tues?|tuesdays?)\b/,
    /\b(weds?|wednesdays?)\b/,
    /\b(thu|thurs?|thursdays?)\b/,
    /\b(fri|fridays?)\b/,
    // Alone "sat" and "sun" are words of their own.
    /\b(saturdays?|(on|this|next) sat|sat (at|the|morning|afternoon|evening|\d+))\b/,
    /\b(sundays?|(on|this|next) sun|sun (at|the|morning|afternoon|evening|\d+))\b/,
  ],
  es: [
    /\blunes\b/,
    /\bmartes\b/,
    /\bmiercoles\b/,
    /\bjueves\b/,
    /\bviernes\b/,
    /\bsabados?\b/,
    /\bdomingos?\b/,
  ],
  pt: [
    /\bsegundas?\b/,
    /\btercas?\b/,
    /\bquartas?\b/,
    /\bquintas?\b/,
    /\bsextas?\b/,
    /\bsabados?\b/,
    /\bdomingos?\b/,
  ],
  de: [
    /\bmontags?\b/,
    /\bdienstags?\b/,
    /\bmittwochs?\b/,
    /\bdonnerstags?\b/,
    /\bfreitags?\b/,
    /\b(samstags?|sonnabends?)\b/,
    /\bsonntags?\b/,
  ],
};

/** The days that a text names, in the order of the week; today and tomorrow first. */
export function namedDays(text: string, language: Language, today: LocalTime): NamedDay[] {
  const normal = withoutPast(normalise(text));
  const { today: now, tomorrow, weekend } = relative[language];
  const days: NamedDay[] = [];
  if (now.test(normal)) days.push({ weekday: today.weekday, relation: 'today' });
  if (tomorrow.test(normal)) days.push({ weekday: addDays(today.weekday, 1), relation: 'tomorrow' });
  const named = weekdays.filter((_, i) => {
    return names[language][i]!.test(normal) || (weekend.test(normal) && i >= 5);
  });
  for (const weekday of named) {
    if (days.every((day) => day.weekday !== weekday)) days.push({ weekday, relation: 'weekday' });
  }
  return days;
}

import type { Business } from './business.ts';
import { dayOf } from './day.ts';
import type { VisitTime } from './visit.ts';

/** What can stand in a rule's words, between `{{` and `}}`. */
export const reminderPlaces = ['name', 'firstName', 'day', 'time', 'work', 'business', 'phone'] as const;
export type ReminderPlace = (typeof reminderPlaces)[number];

/** What is known where the words are filled in. */
export interface ReminderFacts {
  contact: { name: string };
  job: { title: string };
  visit: { time: VisitTime; window?: { start: number; end: number } | undefined };
  business: Pick<Business, 'name' | 'locale' | 'phone'>;
}

/** Words with their places filled in, in a language (BCP 47). Where no hour was promised, none is told. */
export function fillReminder(words: string, facts: ReminderFacts, language: string): string {
  const values = valuesOf(facts, language);
  return words
    .replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? values[name as ReminderPlace] : whole,
    )
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

function valuesOf(
  { contact, job, visit, business }: ReminderFacts,
  language: string,
): Record<ReminderPlace, string> {
  return {
    name: contact.name,
    firstName: contact.name.split(' ')[0] ?? contact.name,
    day: dayText(visit.time, language),
    time: timeText(visit, language),
    work: job.title,
    business: business.name,
    phone: business.phone ?? '',
  };
}

function dayText({ start, zone }: VisitTime, language: string): string {
  return dates(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone }).format(start);
}

/** What was promised, where that is a span; of a visit without an hour the day again, since a template has no gaps. */
function timeText({ time, window }: ReminderFacts['visit'], language: string): string {
  if (time.anyTime === true) return dayText(time, language);
  const format = dates(language, { hour: '2-digit', minute: '2-digit', timeZone: time.zone });
  const isSpan = window !== undefined && dayOf(window.start, time.zone) === dayOf(window.end, time.zone);
  return isSpan ? format.formatRange(window.start, window.end) : format.format(time.start);
}

/** Meta writes languages as `en_US`. One that is none is written as the computer does. */
function dates(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language.replace('_', '-'), options);
  } catch {
    return new Intl.DateTimeFormat(undefined, options);
  }
}

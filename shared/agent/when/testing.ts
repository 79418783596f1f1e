import { plumber } from '../testing.ts';
import { writeMinutes } from './likely.ts';
import type { Said } from './said.ts';
import type { When, WhenContext, WhenLanguage } from './when.ts';
import { readWhen } from './when.ts';

/** Monday, 16 November 2026, 10:00 in Dublin. */
export const monday = Date.UTC(2026, 10, 16, 10);
const business = { ...plumber, hours: {} };

/** What is read in a text of a language, of all where none is given. */
export function readIn(text: string, language?: WhenLanguage, context: Partial<WhenContext> = {}): When {
  return readWhen(text, { now: monday, business, ...(language && { languages: [language] }), ...context });
}

/** `11-20 10:00`, days of 2026 without their year; `11-20..` from that day on, `–` nothing, `ask` a question. */
export function told({ day, time }: When): string {
  return `${tell(day, (value) => value.replace('2026-', ''))} ${tell(time, writeMinutes)}`;
}

function tell<T>(said: Said<T> | undefined, write: (value: T) => string): string {
  if (said === undefined) return '–';
  if (said.kind === 'unclear') return 'ask';
  if (said.kind === 'one') return write(said.value);
  return [said.from, said.to].map((end) => (end === undefined ? '' : write(end))).join('..');
}

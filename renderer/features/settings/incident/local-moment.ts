import { dayOf } from '#shared/domain/day.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';

/** A moment as a field of day and time has it, where the business is. */
export function localMoment(at: number, timeZone: string): string {
  return `${dayOf(at, timeZone)}T${timeOf(at, timeZone)}`;
}

/** The moment that such a field says; `undefined` where it says none. */
export function momentOfLocal(text: string, timeZone: string): number | undefined {
  const [day = '', time = ''] = text.split('T');
  return momentOf(day, time.slice(0, 5), timeZone);
}

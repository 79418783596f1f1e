import { z } from 'zod';
import type { Service } from '#shared/domain/business.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { weekdayOf } from './clock.ts';

/** What a model may name is offered to it with each request, so that what does not exist cannot be written. */

/** Always among what is offered: nothing of it. */
export const none = 'none';

/** More than an engine was tried with, or than a small model tells apart. */
const most = { services: 250, days: 92 };

/** A field whose values are offered; each value leads to what it stands for, and `none` to nothing. */
export function offer<Value>(options: ReadonlyMap<string, Value>): z.ZodType<Value | undefined> {
  return z.enum([none, ...options.keys()]).transform((name) => options.get(name));
}

/** Services by their names, as the price list of a prompt writes them; those of equal names count as one. */
export function offeredServices(services: readonly Service[]): Map<string, Service> {
  const named = services.slice(0, most.services).map((service) => [oneLine(service.name), service] as const);
  return new Map(named.filter(([name]) => name !== none && name !== '').toReversed());
}

/** The days from today on, each with its weekday, which comes first: people name that. */
export function offeredDays(now: number, timeZone: string): Map<string, string> {
  const days = new Map<string, string>();
  let day = dayOf(now, timeZone);
  while (days.size < most.days) {
    days.set(`${weekdayOf(day)} ${day}`, day);
    day = addDays(day, 1);
  }
  return days;
}

const minutesPerStep = 15;

/** The times of a day, `00:00` to `23:45`. */
export function offeredTimes(): Map<string, string> {
  const minutes = Array.from({ length: (24 * 60) / minutesPerStep }, (_, step) => step * minutesPerStep);
  return new Map(minutes.map(timeAt).map((time) => [time, time]));
}

function timeAt(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A text of the owner as a part of one line. */
export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ', ').trim();
}

/** Languages of customers (ISO 639): those with the most speakers. */
export const offeredLanguages = new Map(
  'en es pt de fr it nl pl ro uk ru tr ar fa he hi bn ur pa ta te zh ja ko vi th id ms tl sv da nb fi et lv lt cs sk hu bg sr hr bs sl sq el ca eu gl ga cy is mt hy ka az kk uz am sw so af'
    .split(' ')
    .map((code) => [code, code] as const),
);

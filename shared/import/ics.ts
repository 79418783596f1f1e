import ICAL from 'ical.js';
import { dayOf } from '#shared/domain/day.ts';
import { boundsOf, momentOf } from '#shared/domain/local-time.ts';
import { contentId } from '#shared/lib/hash.ts';
import { isTimeZone } from '#shared/lib/intl.ts';

/** One time of an event of a calendar file; one that repeats has many. */
export interface ReadEvent {
  /** The same for the same event and time in every copy of the file. */
  key: string;
  title: string;
  start: number;
  end: number;
  isAllDay: boolean;
  /** The event as it stood in the file. */
  raw: string;
}

export interface ReadCalendar {
  /** Whether it is a calendar file at all. */
  isCalendar: boolean;
  events: ReadEvent[];
  /** How many events were not looked at, because there are too many, and how many repeat more often than is read. */
  left: number;
  cutShort: number;
  /** Events that could not be read, each with its first words. */
  unreadable: string[];
  /** Zones that are not known: their times were taken for the business's own. */
  unknownZones: string[];
}

interface Reading {
  /** Only what takes a part of this time is read: a rule may go on for ever. */
  window: { start: number; end: number };
  /** The business's: in which times without a zone are meant. */
  timeZone: string;
}

/** Of one event; nobody's calendar shows more. And so far its rule is followed: it may have begun long ago. */
const [mostTimes, mostSteps] = [2000, 20_000];
const mostEvents = 50_000;

/**
 * Reads a calendar file event by event, so that one that is broken costs no other. Events that repeat are expanded
 * within the window, by rules, further dates and exceptions; what was cancelled or leaves one free is left out.
 */
export function readCalendar(text: string, { window, timeZone }: Reading): ReadCalendar {
  const isCalendar = /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);
  const result: ReadCalendar = {
    isCalendar,
    events: [],
    left: 0,
    cutShort: 0,
    unreadable: [],
    unknownZones: [],
  };
  const zones = new Set<string>();
  const blocks = blocksOf(text);
  const times = new Times(blocks.zones, timeZone, zones);
  const exceptions = new Map<string, Set<string>>();
  result.left = Math.max(0, blocks.events.length - mostEvents);
  const single: ICAL.Component[] = [];
  const repeating: ICAL.Component[] = [];
  for (const block of blocks.events.slice(0, mostEvents)) {
    try {
      const event = new ICAL.Component(ICAL.parse(wrapped(block)) as unknown[]).getFirstSubcomponent(
        'vevent',
      )!;
      if (!event.hasProperty('dtstart')) throw new Error('It has no beginning');
      const isRepeating = event.hasProperty('rrule') || event.hasProperty('rdate');
      (isRepeating && !event.hasProperty('recurrence-id') ? repeating : single).push(event);
      noteException(event, exceptions, times);
    } catch {
      result.unreadable.push(block.slice(0, 200));
    }
  }
  for (const event of [...single, ...repeating]) {
    try {
      const found = timesOf(event, window, exceptions, times);
      if (found.length >= mostTimes) result.cutShort++;
      result.events.push(...found);
    } catch {
      result.unreadable.push(event.toString().slice(0, 200));
    }
  }
  result.events.sort((a, b) => a.start - b.start || (a.key < b.key ? -1 : 1));
  result.unknownZones = [...zones];
  return result;
}

/** The events and the zones of a file, each as text with its long lines joined. */
function blocksOf(text: string): { events: string[]; zones: string[] } {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '');
  const found = (name: string) => plain.match(new RegExp(`^BEGIN:${name}$[^]*?^END:${name}$`, 'gim')) ?? [];
  return { events: found('VEVENT'), zones: found('VTIMEZONE') };
}

function wrapped(block: string): string {
  return `BEGIN:VCALENDAR\r\n${block.replace(/\n/g, '\r\n')}\r\nEND:VCALENDAR`;
}

const textOf = (event: ICAL.Component, name: string) => String(event.getFirstPropertyValue(name) ?? '');

function noteException(event: ICAL.Component, exceptions: Map<string, Set<string>>, times: Times): void {
  const instance = event.getFirstProperty('recurrence-id');
  if (instance === null) return;
  const uid = textOf(event, 'uid');
  const known = exceptions.get(uid) ?? new Set();
  exceptions.set(uid, known.add(String(times.momentOf(instance))));
}

function timesOf(
  event: ICAL.Component,
  window: Reading['window'],
  exceptions: ReadonlyMap<string, ReadonlySet<string>>,
  times: Times,
): ReadEvent[] {
  const isFree = textOf(event, 'transp').toUpperCase() === 'TRANSPARENT';
  if (isFree || textOf(event, 'status').toUpperCase() === 'CANCELLED') return [];
  const first = event.getFirstProperty('dtstart')!;
  const start = times.momentOf(first);
  const isAllDay = times.isDay(first);
  const length = lengthOf(event, start, isAllDay, times);
  const raw = event.toString();
  const uid = shortened(textOf(event, 'uid') || raw);
  const begins = event.hasProperty('rrule') || event.hasProperty('rdate') ? repeated() : [start];
  return begins
    .map((at) => ({
      at,
      end: isAllDay ? times.daysLater(at, Math.max(1, Math.round(length / 864e5))) : at + length,
    }))
    .filter(({ at, end }) => at < window.end && window.start < Math.max(end, at + 1))
    .map(({ at, end }) => ({
      key: `${uid} ${at}`,
      title: textOf(event, 'summary'),
      start: at,
      end,
      isAllDay,
      raw,
    }));

  function repeated(): number[] {
    const changed = exceptions.get(textOf(event, 'uid'));
    const wall = new ICAL.Event(event).iterator();
    const found: number[] = [];
    for (let step = 0; step < mostSteps && found.length < mostTimes; step++) {
      const next = wall.next() as ICAL.Time | null | undefined;
      if (!next) break;
      const at = times.momentOfTime(next, first);
      if (at >= window.end) break;
      if (at + length > window.start && changed?.has(String(at)) !== true) found.push(at);
    }
    return found;
  }
}

/** Some programs write whole letters where a name belongs. */
function shortened(uid: string): string {
  return uid.length <= 500 ? uid : contentId(uid);
}

function lengthOf(event: ICAL.Component, start: number, isAllDay: boolean, times: Times): number {
  const end = event.getFirstProperty('dtend');
  if (end !== null) return Math.max(0, times.momentOf(end) - start);
  const duration = event.getFirstPropertyValue('duration');
  if (duration instanceof ICAL.Duration) return Math.max(0, duration.toSeconds() * 1000);
  return isAllDay ? 864e5 : 0;
}

/** Turns the times of a file into moments. */
class Times {
  readonly #zones = new Map<string, ICAL.Timezone>();
  readonly #timeZone: string;
  readonly #unknown: Set<string>;

  constructor(zones: readonly string[], timeZone: string, unknown: Set<string>) {
    this.#timeZone = timeZone;
    this.#unknown = unknown;
    for (const block of zones) {
      try {
        const part = new ICAL.Component(ICAL.parse(wrapped(block)) as unknown[]).getFirstSubcomponent(
          'vtimezone',
        )!;
        this.#zones.set(textOf(part, 'tzid'), new ICAL.Timezone(part));
      } catch {
        // A zone that cannot be read is taken by its name.
      }
    }
  }

  isDay(property: ICAL.Property): boolean {
    const value = property.getFirstValue();
    return value instanceof ICAL.Time && value.isDate;
  }

  momentOf(property: ICAL.Property): number {
    const value = property.getFirstValue();
    if (!(value instanceof ICAL.Time)) throw new Error('It is no time');
    return this.momentOfTime(value, property);
  }

  /** `property`: whose zone the time is in. */
  momentOfTime(time: ICAL.Time, property: ICAL.Property): number {
    const day = time.toString().slice(0, 10);
    if (time.isDate) return boundsOf(day, this.#timeZone).start;
    const clock = time.toString().slice(11, 19);
    if (time.zone === ICAL.Timezone.utcTimezone || time.toString().endsWith('Z'))
      return Date.parse(`${day}T${clock}Z`);
    const name = String(property.getParameter('tzid') ?? '');
    if (name === '') return this.#inZone(day, clock, this.#timeZone);
    if (isTimeZone(name)) return this.#inZone(day, clock, name);
    const zone = this.#zones.get(name);
    if (zone !== undefined) {
      const local = ICAL.Time.fromDateTimeString(`${day}T${clock}`);
      local.zone = zone;
      return local.toUnixTime() * 1000;
    }
    this.#unknown.add(name);
    return this.#inZone(day, clock, this.#timeZone);
  }

  /** The beginning of a day, so many days later. */
  daysLater(at: number, days: number): number {
    const day = dayOf(at, this.#timeZone);
    const later = new Date(Date.parse(`${day}T00:00:00Z`) + days * 864e5).toISOString().slice(0, 10);
    return boundsOf(later, this.#timeZone).start;
  }

  #inZone(day: string, clock: string, zone: string): number {
    const moment = momentOf(day, clock, zone);
    if (moment === undefined) throw new Error('It is no time');
    return moment;
  }
}

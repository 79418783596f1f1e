import ICAL from 'ical.js';
import type { Address } from './common.ts';
import { dayOf } from './day.ts';
import type { VisitTime } from './visit.ts';

/** What of a visit stands in a calendar file. How one gets in does not: calendars are copied to many places. */
export interface CalendarEntry {
  id: string;
  createdAt: number;
  time: VisitTime;
  title: string;
  address: Address | undefined;
  description?: string | undefined;
}

/**
 * A calendar file (RFC 5545) of visits. Times are written in UTC, which every calendar reads alike; what has no hour is
 * written as whole days. A file that is written later says by its sequence that it is the newer one.
 */
export function calendarFile(entries: readonly CalendarEntry[], now: number, name?: string): string {
  // The library does not count the space that a folded line begins with: 75 octets are the most.
  ICAL.foldLength = 74;
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Plumbline//EN');
  calendar.addPropertyWithValue('version', '2.0');
  // Both are no part of the standard of 2009, and read by all calendars that follow an address.
  if (name !== undefined) {
    calendar.addPropertyWithValue('x-wr-calname', name);
    calendar.addPropertyWithValue('x-published-ttl', 'PT1H');
  }
  for (const entry of entries) calendar.addSubcomponent(eventOf(entry, now));
  return `${calendar.toString()}\r\n`;
}

function eventOf({ id, createdAt, time, title, address, description }: CalendarEntry, now: number) {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', `${id}@plumbline`);
  event.addPropertyWithValue('dtstamp', utc(now));
  // Minutes since it was made: higher each time that it is written anew.
  event.addPropertyWithValue('sequence', Math.max(0, Math.floor((now - createdAt) / 60_000)));
  event.addPropertyWithValue('summary', title);
  const place = placeOf(address);
  if (place !== '') event.addPropertyWithValue('location', place);
  if (description !== undefined) event.addPropertyWithValue('description', description);
  const { start, end, zone, anyTime } = time;
  event.addPropertyWithValue('dtstart', anyTime ? wholeDay(start, zone) : utc(start));
  // Whole days end before the day that is named.
  event.addPropertyWithValue('dtend', anyTime ? wholeDay(end - 1, zone, 1) : utc(end));
  return event;
}

/** An address on one line. */
export function placeOf(address: Address | undefined): string {
  const town = [address?.postcode, address?.city].filter(Boolean).join(' ');
  return [address?.street, address?.line2, town, address?.region].filter(Boolean).join(', ');
}

function utc(at: number) {
  return ICAL.Time.fromJSDate(new Date(at), true);
}

function wholeDay(at: number, zone: string, later = 0) {
  const day = ICAL.Time.fromDateString(dayOf(at, zone));
  day.adjust(later, 0, 0, 0);
  return day;
}

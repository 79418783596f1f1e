import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { type ReadEvent, readCalendar } from './ics.ts';
import type { Row } from './table.ts';
import { unescapeValue } from './vcard/vcard.ts';

export const isCalendar = (text: string): boolean => /^\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 2000));

/** How far back and ahead a calendar is read: what repeats for ever has to end. */
const [yearsBack, yearsAhead] = [10, 2];
const year = 366 * 864e5;

const headers = [
  'Job number',
  'Title',
  'Start',
  'End',
  'Client name',
  'Client email',
  'Client address',
  'Notes',
  'Status',
];

/**
 * A calendar as rows, one for each time: those of one event have its number, so that they are visits of one job. Who
 * it is with is the first who is invited; an event without one names nobody.
 */
export function calendarTable(
  text: string,
  { timeZone, now }: { timeZone: string; now: number },
): { headers: string[]; rows: Row[] } {
  const window = { start: now - yearsBack * year, end: now + yearsAhead * year };
  const { events, unreadable } = readCalendar(text, { window, timeZone });
  const rows = events.map((event, index): Row => ({ at: index + 1, cells: cellsOf(event, timeZone) }));
  const broken = unreadable.map((raw, index): Row => {
    const title = property(raw, 'SUMMARY')?.value ?? raw.slice(0, 60);
    return {
      at: rows.length + index + 1,
      cells: headers.map((_, at) => (at === 1 ? title : '')),
      isFlawed: true,
    };
  });
  return { headers, rows: [...rows, ...broken] };
}

function cellsOf({ raw, title, start, end, isAllDay }: ReadEvent, timeZone: string): string[] {
  const moment = (at: number) =>
    isAllDay ? dayOf(at, timeZone) : `${dayOf(at, timeZone)} ${timeOf(at, timeZone)}`;
  const guest = property(raw, 'ATTENDEE');
  const email = guest?.value.replace(/^mailto:/i, '') ?? '';
  const name = /(?:^|;)CN=(?:"([^"]*)"|([^;:]*))/i.exec(guest?.parameters ?? '');
  return [
    property(raw, 'UID')?.value ?? '',
    title,
    moment(start),
    // A day ends where the next one begins.
    moment(isAllDay ? end - 1 : end),
    name?.[1] ?? name?.[2] ?? '',
    email.includes('@') ? email : '',
    unescapeValue(property(raw, 'LOCATION')?.value ?? '').replaceAll('\n', ' '),
    unescapeValue(property(raw, 'DESCRIPTION')?.value ?? ''),
    '',
  ];
}

/** The first line of an event with this name. */
function property(raw: string, name: string): { parameters: string; value: string } | undefined {
  const unfolded = raw.replaceAll(/\r?\n[ \t]/g, '');
  const found = new RegExp(`^${name}((?:;(?:[^":\\r\\n]|"[^"\\r\\n]*")*)?):(.*)$`, 'im').exec(unfolded);
  return found === null ? undefined : { parameters: found[1] ?? '', value: found[2]!.trim() };
}

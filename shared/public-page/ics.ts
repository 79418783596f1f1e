import type { BookingNote } from './request.ts';

const stamp = (moment: number): string => new Date(moment).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`);

/** Lines of at most 75 bytes, and no character cut in two (RFC 5545). */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [out, length] = ['', 0];
  for (const character of line) {
    const bytes = encoder.encode(character).length;
    if (length + bytes > 73) {
      out += '\r\n ';
      length = 1;
    }
    out += character;
    length += bytes;
  }
  return out;
}

/**
 * The appointment for the customer's own calendar, in universal time: every calendar shows it in its own zone. One that
 * is cancelled takes it out there again.
 */
export function icsFile(event: { id: string; note: BookingNote; name: string; now: number }): string {
  const { id, note, name, now } = event;
  const { start = 0, end = start + 3_600_000, service, reference, at, where } = note;
  const isOff = note.state === 'cancelled';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plumbline//Public page//EN',
    `METHOD:${isOff ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${id}@plumbline`,
    `DTSTAMP:${stamp(now)}`,
    `SEQUENCE:${Math.floor(at / 1000) % 2_147_483_647}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${escaped([name, service].filter(Boolean).join(': '))}`,
    `DESCRIPTION:${escaped(reference)}`,
    ...(isOff ? ['STATUS:CANCELLED'] : []),
    ...(where === undefined ? [] : [`LOCATION:${escaped(where)}`]),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

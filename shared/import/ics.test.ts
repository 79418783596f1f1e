import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#shared/domain/day.ts';
import { calendarFile } from '#shared/domain/ics-file.ts';
import { boundsOf, momentOf } from '#shared/domain/local-time.ts';
import { readCalendar } from './ics.ts';

const zones = [
  'UTC',
  'America/New_York',
  'Europe/Vienna',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
];
const window = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };
const vienna = { window, timeZone: 'Europe/Vienna' };
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const written = (text: string, reading = vienna) =>
  readCalendar(text, reading).events.map(({ title, start, end }) => {
    return [title, new Date(start).toISOString().slice(0, 16), (end - start) / 60_000];
  });

test('what is written as a calendar file is read as the same times, whatever the zone and the words', () => {
  const anyVisit = fc.record({
    zone: fc.constantFrom(...zones),
    day: fc.integer({ min: 1, max: 363 }).map((days) => addDays('2026-01-01', days)),
    minutes: fc.integer({ min: 0, max: 1439 }),
    length: fc.integer({ min: 1, max: 600 }),
    isAnyTime: fc.boolean(),
    title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
  });
  fc.assert(
    fc.property(anyVisit, ({ zone, day, minutes, length, isAnyTime, title }) => {
      const bounds = boundsOf(day, zone);
      const start = bounds.start + minutes * 60_000;
      const time = isAnyTime
        ? { ...bounds, zone, anyTime: true as const }
        : { start, end: start + length * 60_000, zone };
      const file = calendarFile(
        [{ id: 'v', createdAt: 0, time, title, address: { city: 'Wien; „1“, 1010' } }],
        start,
      );
      for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThan(76);
      const [found] = readCalendar(file, { window: { start: 0, end: 4e12 }, timeZone: zone }).events;
      expect(found).toMatchObject({ start: time.start, end: time.end, isAllDay: isAnyTime });
    }),
  );
});

test('a rule in wall time gives the times that plain expansion finds, also over both clock changes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 360 }),
      fc.integer({ min: 5, max: 22 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 40 }),
      (zone, offset, hour, interval, count) => {
        const first = addDays('2026-01-01', offset);
        const clock = `${String(hour).padStart(2, '0')}:30`;
        const file = calendar(
          event(
            'UID:a',
            `DTSTART;TZID=${zone}:${first.replaceAll('-', '')}T${clock.replace(':', '')}00`,
            'DURATION:PT1H',
            `RRULE:FREQ=DAILY;INTERVAL=${interval};COUNT=${count}`,
          ),
        );
        const expected = Array.from({ length: count }, (_, index) =>
          momentOf(addDays(first, index * interval), clock, zone)!,
        ).filter((at) => at < window.end && at + 3_600_000 > window.start);
        const found = readCalendar(file, { window, timeZone: 'Asia/Tokyo' }).events;
        expect(found.map(({ start }) => start)).toEqual(expected);
      },
    ),
  );
});

test('exceptions of what repeats are left out, moved ones stand where they were moved', () => {
  const file = calendar(
    event(
      'UID:a',
      'SUMMARY:Weekly',
      'DTSTART;TZID=Europe/Vienna:20260302T090000',
      'DTEND;TZID=Europe/Vienna:20260302T100000',
      'RRULE:FREQ=WEEKLY;COUNT=5',
      'EXDATE;TZID=Europe/Vienna:20260309T090000',
    ),
    event(
      'UID:a',
      'SUMMARY:Moved',
      'RECURRENCE-ID;TZID=Europe/Vienna:20260316T090000',
      'DTSTART;TZID=Europe/Vienna:20260317T140000',
      'DTEND;TZID=Europe/Vienna:20260317T150000',
    ),
    event(
      'UID:a',
      'STATUS:CANCELLED',
      'RECURRENCE-ID;TZID=Europe/Vienna:20260323T090000',
      'DTSTART;TZID=Europe/Vienna:20260323T090000',
    ),
  );
  expect(written(file)).toEqual([
    ['Weekly', '2026-03-02T08:00', 60],
    ['Moved', '2026-03-17T13:00', 60],
    ['Weekly', '2026-03-30T07:00', 60],
  ]);
});

test('all-day events, those that leave one free, zones of the file and unknown zones are read as meant', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Office',
    'BEGIN:STANDARD',
    'DTSTART:16010101T000000',
    'TZOFFSETFROM:-0500',
    'TZOFFSETTO:-0500',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');
  const file = calendar(
    zone,
    event('UID:1', 'SUMMARY:Holiday', 'DTSTART;VALUE=DATE:20260501', 'DTEND;VALUE=DATE:20260503'),
    event(
      'UID:2',
      'SUMMARY:Free',
      'TRANSP:TRANSPARENT',
      'DTSTART:20260504T080000Z',
      'DTEND:20260504T090000Z',
    ),
    event(
      'UID:3',
      'SUMMARY:Office',
      'DTSTART;TZID=Office:20260505T080000',
      'DTEND;TZID=Office:20260505T090000',
    ),
    event('UID:4', 'SUMMARY:Nowhere', 'DTSTART;TZID=Middle-earth:20260506T080000', 'DURATION:PT90M'),
    event('UID:5', 'SUMMARY:Floating', 'DTSTART:20260507T080000', 'DTEND:20260507T083000'),
  );
  expect(written(file)).toEqual([
    ['Holiday', '2026-04-30T22:00', 2880],
    ['Office', '2026-05-05T13:00', 60],
    ['Nowhere', '2026-05-06T06:00', 90],
    ['Floating', '2026-05-07T06:00', 30],
  ]);
  expect(readCalendar(file, vienna).unknownZones).toEqual(['Middle-earth']);
});

test('one that is broken costs no other, and is counted', () => {
  const good = event('UID:g', 'SUMMARY:Good', 'DTSTART:20260601T080000Z', 'DTEND:20260601T090000Z');
  const broken = [
    event('UID:b', 'SUMMARY:No beginning'),
    event('UID:c', 'DTSTART:someday'),
    event('UID:d', 'DTSTART:20260601T080000Z', 'RRULE:FREQ=NEVER'),
    event('this is no line'),
  ];
  const read = readCalendar(
    calendar(
      ...broken,
      good,
      event(
        'UID:e',
        'SUMMARY:Never',
        'DTSTART:20260101T000000Z',
        'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      ),
    ),
    vienna,
  );
  expect(read.events.map(({ title }) => title)).toContain('Good');
  expect(read.unreadable.length).toBeGreaterThanOrEqual(3);
  expect(readCalendar('no calendar at all', vienna).events).toEqual([]);
  expect(readCalendar('', vienna).events).toEqual([]);
});

test('20,000 events are read, each once', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => {
    const day = addDays('2026-01-02', index % 300).replaceAll('-', '');
    return event(`UID:e${index}`, `SUMMARY:Event ${index}`, `DTSTART:${day}T080000Z`, `DTEND:${day}T090000Z`);
  });
  const { events } = readCalendar(calendar(...many), vienna);
  expect(events.length).toBe(20_000);
  expect(new Set(events.map(({ key }) => key)).size).toBe(20_000);
});

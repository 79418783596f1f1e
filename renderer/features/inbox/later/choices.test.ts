import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { laterChoices } from './choices.ts';

const zone = 'Europe/Amsterdam';
const iso = (at: number) => new Date(at).toISOString();
const choices = (moment: string) =>
  laterChoices(Date.parse(moment), zone).map(({ key, at }) => `${key} ${iso(at)}`);

test('what can wait is put off to this evening, tomorrow or Monday, by the business’s clock', () => {
  // A Thursday at 10:00 in Amsterdam.
  expect(choices('2026-11-19T09:00:00Z')).toEqual([
    'hour 2026-11-19T10:00:00.000Z',
    'evening 2026-11-19T16:00:00.000Z',
    'tomorrow 2026-11-20T07:00:00.000Z',
    'monday 2026-11-23T07:00:00.000Z',
  ]);
});

test('late on a Sunday, tomorrow is Monday and is offered once', () => {
  expect(choices('2026-11-22T20:00:00Z')).toEqual([
    'hour 2026-11-22T21:00:00.000Z',
    'tomorrow 2026-11-23T07:00:00.000Z',
  ]);
});

test.each([
  ['2027-03-27T22:30:00Z', '2027-03-28'],
  ['2026-10-24T22:20:00Z', '2026-10-26'],
])(
  'around the night in which the clocks change, tomorrow is the next day by the calendar',
  (moment, next) => {
    const at = laterChoices(Date.parse(moment), 'Europe/Vienna').find(({ key }) => key === 'tomorrow')!.at;
    expect(dayOf(at, 'Europe/Vienna')).toBe(next);
  },
);

const zones = [
  'Europe/Vienna',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Pacific/Apia',
  'UTC',
];

test('in every zone and at every moment, tomorrow is one day on and Monday is the next Monday, in the morning', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2034, 0) }),
      fc.constantFrom(...zones),
      (now, timeZone) => {
        const today = dayOf(now, timeZone);
        const choices = laterChoices(now, timeZone);
        for (const { at } of choices) expect(at).toBeGreaterThanOrEqual(now + 3_600_000);
        const dayAt = (key: string) => {
          const at = choices.find((choice) => choice.key === key)?.at;
          return at === undefined ? undefined : { day: dayOf(at, timeZone), time: timeOf(at, timeZone) };
        };
        expect(dayAt('tomorrow')).toEqual({ day: addDays(today, 1), time: '08:00' });
        const monday = dayAt('monday');
        if (monday === undefined) return;
        expect(new Date(`${monday.day}T00:00:00Z`).getUTCDay()).toBe(1);
        expect(monday.day > today && monday.day <= addDays(today, 7)).toBe(true);
      },
    ),
  );
});

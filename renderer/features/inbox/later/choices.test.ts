import { expect, test } from 'vitest';
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

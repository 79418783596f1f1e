import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '../day.ts';
import {
  documentRule,
  type DocumentRule,
  keptUntil,
  longestKept,
  startRules,
  usualDocumentRules,
} from './documents.ts';
import { type LegalHold, openHolds } from './legal-hold.ts';
import { newestOrder } from './order.ts';
import {
  channelWindows,
  cutOf,
  daysOf,
  kindOfWindow,
  leastDays,
  retentionKinds,
  type WindowKind,
} from './windows.ts';

const anyDay = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2090, 11, 31) })
  .map((at) => new Date(at).toISOString().slice(0, 10));
const anyRule: fc.Arbitrary<DocumentRule> = fc.record({
  years: fc.integer({ min: 1, max: 30 }),
  start: fc.constantFrom(...startRules),
});
const windowKinds = [
  ...(retentionKinds.filter((kind) => kind !== 'documents') as WindowKind[]),
  ...channelWindows,
];

test('an invoice is kept to the end of its year, of the financial year, or to the day, so many years later', () => {
  expect(keptUntil('2026-01-01', { years: 8, start: '12-31' })).toBe('2034-12-31');
  expect(keptUntil('2026-12-31', { years: 8, start: '12-31' })).toBe('2034-12-31');
  expect(keptUntil('2027-01-01', { years: 8, start: '12-31' })).toBe('2035-12-31');
  expect(keptUntil('2026-03-31', { years: 8, start: '03-31' })).toBe('2034-03-31');
  expect(keptUntil('2026-04-01', { years: 8, start: '03-31' })).toBe('2035-03-31');
  expect(keptUntil('2026-11-30', { years: 5, start: 'day' })).toBe('2031-11-30');
  expect(keptUntil('2024-02-29', { years: 5, start: 'day' })).toBe('2029-03-01');
  expect(keptUntil('2024-02-29', { years: 4, start: 'day' })).toBe('2028-02-29');
});

test('no document goes before its years are over, nor stays a year too long, whatever day it is of', () => {
  fc.assert(
    fc.property(anyDay, anyRule, (day, rule) => {
      const last = keptUntil(day, rule);
      const wholeYears = `${String(Number(day.slice(0, 4)) + rule.years).padStart(4, '0')}${day.slice(4)}`;
      expect(last >= wholeYears).toBe(true);
      const years = Number(last.slice(0, 4)) - Number(day.slice(0, 4));
      expect(years - rule.years).toBeLessThanOrEqual(1);
      expect(rule.start === 'day' || last.endsWith(rule.start)).toBe(true);
      // It is a day that there is.
      expect(addDays(last, 0)).toBe(last);
    }),
  );
});

test('a later document never goes before an earlier one, by one rule', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 800 }), anyRule, (day, days, rule) => {
      expect(keptUntil(addDays(day, days), rule) >= keptUntil(day, rule)).toBe(true);
    }),
  );
});

test('of the rules of several countries the longest wins, and a country that nobody knows keeps the longest', () => {
  const codes = fc.subarray(Object.keys(usualDocumentRules), { minLength: 1 });
  fc.assert(
    fc.property(anyDay, codes, (day, countries) => {
      const ends = countries.map((country) => keptUntil(day, documentRule(country)));
      expect(longestKept(day, countries)).toBe(ends.toSorted().at(-1));
      expect(longestKept(day, ['XX']) >= longestKept(day, countries)).toBe(true);
      expect(longestKept(day, [])).toBe(longestKept(day, ['XX']));
    }),
  );
  expect(longestKept('2026-05-05', ['DE'], { DE: { years: 10, start: '12-31' } })).toBe('2036-12-31');
});

test('what an owner sets is what holds, but never less than a year in India, and what is not said stays', () => {
  expect(daysOf('payloads', {}, 'AT')).toBe(90);
  expect(daysOf('payloads', {}, 'IN')).toBe(365);
  expect(daysOf('conversations', {}, 'IN')).toBeUndefined();
  expect(daysOf('conversations', { conversations: 30 }, 'AT')).toBe(30);
  expect(daysOf('conversations', { conversations: 30 }, 'IN')).toBe(365);
  expect(daysOf('egress', { egress: null }, 'IN')).toBeUndefined();
  expect(daysOf('backups', {}, 'IN')).toBe(35);
  fc.assert(
    fc.property(
      fc.constantFrom(...windowKinds),
      fc.integer({ min: 1, max: 4000 }),
      fc.boolean(),
      (kind, days, isIndia) => {
        const country = isIndia ? 'IN' : 'GB';
        const now = Date.UTC(2028, 1, 29, 12);
        const held = daysOf(kind, { [kind]: days }, country)!;
        expect(held).toBeGreaterThanOrEqual(Math.max(days, leastDays(kindOfWindow(kind)!, country)));
        expect(cutOf(kind, { windows: { [kind]: days }, country, now })).toBe(now - held * 86_400_000);
      },
    ),
  );
});

test('a day of the business decides, wherever it is: an invoice of New Year’s Eve in Samoa is of the old year', () => {
  const at = Date.UTC(2026, 11, 31, 23, 30);
  expect(keptUntil(dayOf(at, 'Pacific/Pago_Pago'), documentRule('DE'))).toBe('2034-12-31');
  expect(keptUntil(dayOf(at, 'Pacific/Auckland'), documentRule('DE'))).toBe('2035-12-31');
});

test('of two orders that two owners gave at once all devices take the same, in whatever order they come', () => {
  const orders = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), at: fc.integer({ min: 1, max: 3 }) }),
    { selector: ({ id }) => id },
  );
  fc.assert(
    fc.property(orders, (all) => {
      expect(newestOrder(all)).toEqual(newestOrder(all.toReversed()));
    }),
  );
});

test('a hold stands until an owner ends it, and whoever else says so ends nothing', () => {
  const rest = { at: 1, kind: 'all', deviceId: 'd', memberId: 'm', salt: 's' } as const;
  const hold: LegalHold = { id: 'h', ...rest };
  const end: LegalHold = { id: 'e', ...rest, ends: 'h' };
  expect(openHolds([end, hold], () => false)).toEqual([hold]);
  expect(openHolds([hold, end], (id) => id === 'e')).toEqual([]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, dayOf } from '#shared/domain/day.ts';
import { planIds } from '#shared/domain/plan.ts';
import {
  type PlanBilling,
  type PlanTerms,
  periodsDue,
  planInvoiceId,
  priceOn,
  termOf,
} from '#shared/domain/plan-terms.ts';
import { expectOk } from '#shared/lib/result.ts';
import { isWithinPlan, visitsUsed } from '#shared/records/plan-visits.ts';
import { readJob } from '#shared/records/jobs.ts';
import { isPlanDue } from './plan-billing.ts';
import { createMemoryRecords, dutchBusiness } from './testing.ts';

const zones = [
  'UTC',
  'America/New_York',
  'Europe/Vienna',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
];
/** What stands still in the tests' worlds. */
const today = '2026-11-21';
const monthly = { first: today, rule: 'FREQ=MONTHLY', time: '09:00', minutes: 60 };
const euros = (amount: number) => ({ amount: String(amount * 100), currency: 'EUR' });
const items = [{ name: 'Service', quantity: '1', unitPrice: '9000', currency: 'EUR' }];

const byFirst = ([a = '']: string[], [b = '']: string[]) => (a < b ? -1 : 1);

const profile = { ...dutchBusiness, locale: 'en-GB', timeZone: 'UTC' };

function createFirm(terms: object, fields: object = {}) {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile, services: [] }));
  const contactId = expectOk(world.run('contact.create', { name: 'Maria' })).id;
  const plan = { contactId, title: 'Boiler', times: monthly, items, terms, ...fields };
  const { id } = expectOk(world.run('plan.create', plan as never)) as { id: string };
  const on = (day: string) => {
    world.context.now = Date.parse(`${day}T09:00:00Z`);
    for (const name of ['plan.makeVisits', 'plan.bill', 'plan.askRenewals'] as const)
      expectOk(world.run(name, {}));
  };
  const drafts = () =>
    world
      .list('documents')
      .filter(({ planId }) => planId !== undefined)
      .map(({ period, lines }) => [period!.from, Object.values(lines!)[0]!.unitPrice])
      .toSorted(byFirst);
  const visit = (day: string) => {
    const { jobId } = planIds(id, day);
    world.context.now += 60_000;
    expectOk(world.run('job.complete', { id: jobId }));
    const made = expectOk(world.run('invoice.draft', { contactId, jobId }));
    const document = world.records.get('documents', made.id)!;
    return Object.values(document.lines ?? {}).map(({ name, unitPrice }) => [name, unitPrice]);
  };
  return { ...world, contactId, id, on, drafts, visit, terms: () => world.records.get('planTerms', id)! };
}

test('a month in advance is drafted once by itself, at the price agreed for it, and never issued', () => {
  const firm = createFirm({ billing: 'month', price: euros(30) });
  expect(isPlanDue(firm.records, firm.context.now)).toBe(true);
  firm.on(today);
  expect(isPlanDue(firm.records, firm.context.now)).toBe(false);
  firm.on(addDays(today, 3));
  expect(firm.drafts()).toEqual([[today, '3000']]);
  const [draft] = firm.list('documents');
  expect(draft).toMatchObject({
    contactId: firm.contactId,
    period: { from: today, to: '2026-12-20' },
  });
  expect(Object.values(draft!.lines!)[0]!.name).toBe('Boiler, 21 Nov 2026 – 20 Dec 2026');
  const terms = { billing: 'month' as const, price: euros(35) };
  expectOk(firm.run('plan.update', { id: firm.id, fields: { terms } }));
  firm.on('2027-01-25');
  expect(firm.drafts()).toEqual([
    [today, '3000'],
    ['2026-12-21', '3500'],
    ['2027-01-21', '3500'],
  ]);
  expect(firm.list('issued')).toEqual([]);
});

test('a draft that was thrown away does not come back, and an ended plan is billed no more', () => {
  const firm = createFirm({ billing: 'month', price: euros(30) });
  firm.on(today);
  expectOk(firm.run('invoice.discardDraft', { id: firm.list('documents')[0]!.id }));
  firm.on('2026-12-22');
  expect(firm.drafts().map(([from]) => from)).toEqual(['2026-12-21']);
  expectOk(firm.run('plan.end', { id: firm.id, lastDay: '2027-01-10' }));
  firm.on('2027-03-22');
  expect(firm.drafts().map(([from]) => from)).toEqual(['2026-12-21']);
});

test('who is billed by the year after months pays no day twice and none is left out', () => {
  const firm = createFirm({ billing: 'month', price: euros(30) });
  firm.on('2027-01-02');
  const terms = { billing: 'year' as const, price: euros(300) };
  expectOk(firm.run('plan.update', { id: firm.id, fields: { terms } }));
  firm.on('2027-01-22');
  const periods = firm.list('documents').map(({ period }) => [period!.from, period!.to]);
  expect(periods.toSorted(byFirst)).toEqual([
    [today, '2026-12-20'],
    ['2026-12-21', '2027-01-20'],
    ['2027-01-21', '2028-01-20'],
  ]);
});

test('visits within the price are counted and free, extra work on them and extra visits are not', () => {
  const firm = createFirm({ billing: 'year', price: euros(300), includedVisits: 2 });
  const plan = () => firm.records.get('plans', firm.id)!;
  const days = [0, 1, 2].map((months) => addMonths(today, months)) as [string, string, string];
  firm.on(days[2]);
  expect(visitsUsed(firm.records, plan(), today)).toEqual({ used: 0, of: 2 });
  expect(firm.visit(days[0])).toEqual([['Service', '0']]);
  expect(isWithinPlan(firm.records, readJob(firm.records, planIds(firm.id, days[0]).jobId)!)).toBe(true);
  const { jobId } = planIds(firm.id, days[1]);
  const part = { name: 'Pump', quantity: '1', unitPrice: '4500' };
  expectOk(firm.run('job.setItem', { id: jobId, item: part }));
  expect(firm.visit(days[1])).toEqual([
    ['Service', '0'],
    ['Pump', '4500'],
  ]);
  expect(isWithinPlan(firm.records, readJob(firm.records, jobId)!)).toBe(false);
  expect(visitsUsed(firm.records, plan(), today)).toEqual({ used: 2, of: 2 });
  expect(firm.visit(days[2])).toEqual([['Service', '9000']]);
  expect(visitsUsed(firm.records, plan(), addMonths(today, 12))).toEqual({ used: 0, of: 2 });
});

test('a visit that is billed by itself carries the price of the plan for its day', () => {
  const firm = createFirm({ billing: 'visit', price: euros(70) });
  firm.on(addMonths(today, 1));
  expect(firm.visit(today)).toEqual([['Service', '7000']]);
  const terms = { billing: 'visit' as const, price: euros(80) };
  expectOk(firm.run('plan.update', { id: firm.id, fields: { terms } }));
  expect(firm.visit(addMonths(today, 1))).toEqual([['Service', '8000']]);
  expect(firm.drafts()).toEqual([]);
});

test('before a plan is to be renewed there is one task and a price to agree on; without it nothing is billed', () => {
  const renewsOn = addMonths(today, 12);
  const firm = createFirm({ billing: 'year', price: euros(300), renewsOn, noticeDays: 20 });
  firm.on(addDays(renewsOn, -21));
  expect(firm.list('tasks')).toEqual([]);
  firm.on(addDays(renewsOn, -20));
  firm.on(addDays(renewsOn, -19));
  expect(firm.list('tasks').map(({ asks, due }) => [asks, due?.day])).toEqual([
    [{ kind: 'renewal', about: 'Boiler' }, renewsOn],
  ]);
  expect(firm.terms().proposed).toEqual({ [renewsOn]: { price: euros(300) } });
  expectOk(firm.run('plan.propose', { id: firm.id, renewsOn, price: euros(320) }));
  firm.on(addDays(renewsOn, 5));
  expect(firm.drafts()).toEqual([[today, '30000']]);
  expect(firm.visit(renewsOn)).toEqual([['Service', '9000']]);
  expectOk(firm.run('plan.renew', { id: firm.id, renewsOn, price: euros(320) }));
  expect(firm.run('plan.renew', { id: firm.id, renewsOn }).ok).toBe(false);
  expect(firm.list('tasks')[0]!.done).toBeDefined();
  firm.on(addDays(renewsOn, 6));
  expect(firm.drafts()).toEqual([
    [today, '30000'],
    [renewsOn, '32000'],
  ]);
});

test('what goes on as another plan is billed from where the periods of the former end, and counts its visits', () => {
  const firm = createFirm({ billing: 'quarter', price: euros(90), includedVisits: 4 });
  firm.on(addMonths(today, 1));
  firm.visit(today);
  const from = addMonths(today, 2);
  const terms = { billing: 'quarter' as const, price: euros(120), includedVisits: 4 };
  const next = expectOk(firm.run('plan.changeFollowing', { id: firm.id, from, fields: { terms } })).id;
  firm.on(addMonths(today, 4));
  expect(firm.drafts()).toEqual([
    [today, '9000'],
    [addMonths(today, 3), '12000'],
  ]);
  expect(visitsUsed(firm.records, firm.records.get('plans', next)!, today)).toEqual({ used: 1, of: 4 });
});

test('slips are told: a day of renewal that is over, bills from years ago', () => {
  const firm = createFirm({ billing: 'month', price: euros(30) });
  const change = (terms: object) =>
    firm.run('plan.update', { id: firm.id, fields: { terms: { billing: 'month', ...terms } as never } });
  expect(change({ renewsOn: today })).toMatchObject({ error: { code: 'plan.renewed-before' } });
  expect(change({ billFrom: '2020-01-01' })).toMatchObject({ error: { code: 'plan.billed-from' } });
});

test('in each zone, on each side of midnight and of clock changes, the periods are those of plain expansion', () => {
  const steps: Record<Exclude<PlanBilling, 'visit'>, number> = { month: 1, quarter: 3, year: 12 };
  const anyCase = fc.record({
    zone: fc.constantFrom(...zones),
    billing: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
    first: fc.integer({ min: 0, max: 730 }).map((days) => addDays('2026-01-01', days)),
    // Minutes: both clock changes of all zones lie within.
    at: fc.integer({ min: 0, max: 900 * 1440 }).map((minutes) => Date.UTC(2026, 0, 1) + minutes * 60_000),
    until: fc.option(fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-01', days))),
  });
  fc.assert(
    fc.property(anyCase, ({ zone, billing, first, at, until }) => {
      const day = dayOf(at, zone);
      const terms = { billing, billFrom: first, prices: { [first]: euros(10) } };
      const due = periodsDue({ until: until ?? undefined }, terms, day);
      const starts: string[] = [];
      for (let each = first; each <= day; each = addDays(each, 1))
        if (isStart(first, each, steps[billing]) && (until === null || each <= until)) starts.push(each);
      expect(due.map(({ from }) => from)).toEqual(starts);
      for (const [index, { from, to }] of due.entries()) {
        expect(isStart(first, addDays(to, 1), steps[billing])).toBe(true);
        expect(to > from).toBe(true);
        expect(due[index + 1]?.from ?? addDays(to, 1)).toBe(addDays(to, 1));
      }
    }),
  );
});

/** By the calendar alone: the same date, or the last of a month that is too short for it. */
function isStart(first: string, day: string, step: number): boolean {
  const [year = 0, month = 0, date = 0] = first.split('-').map(Number);
  const [thatYear = 0, thatMonth = 0, thatDate = 0] = day.split('-').map(Number);
  const months = (thatYear - year) * 12 + thatMonth - month;
  const isLast = addDays(day, 1).slice(8) === '01';
  return months >= 0 && months % step === 0 && (thatDate === date || (isLast && thatDate < date));
}

test('each day of a plan lies in one of its years, and they follow each other', () => {
  const days = fc.integer({ min: -800, max: 3000 }).map((count) => addDays('2026-02-28', count));
  fc.assert(
    fc.property(days, days, (anchor, day) => {
      const plan = { times: { ...monthly, first: anchor, zone: 'UTC' } };
      const { from, to } = termOf(plan, {}, day);
      expect(from <= day && day <= to).toBe(true);
      expect(termOf(plan, {}, addDays(to, 1)).from).toBe(addDays(to, 1));
    }),
  );
});

test('a price holds from its day to the next one', () => {
  const terms: Pick<PlanTerms, 'prices'> = { prices: { '2027-01-01': euros(2), '2026-01-01': euros(1) } };
  const found = ['2025-05-05', '2026-12-31', '2027-01-01'].map((day) => priceOn(terms, day)?.amount);
  expect(found).toEqual(['100', '100', '200']);
  expect(planInvoiceId('p', { from: 'a', to: 'b' })).not.toBe(planInvoiceId('p', { from: 'a', to: 'c' }));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodsDue } from '#shared/domain/plan-terms.ts';
import { dutchBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createDevice, type Device, meet } from './testing-device.ts';

const names = [
  'business',
  'services',
  'members',
  'devices',
  'staff',
  'contacts',
  'sites',
  'relationships',
  'plans',
  'planTerms',
  'tasks',
  'jobs',
  'jobEvents',
  'visits',
  'documents',
  'issued',
  'payments',
  'series',
  'aiSettings',
  'jobTypes',
  'reminderRules',
] as const;

const profile = { ...dutchBusiness, locale: 'en-GB', timeZone: 'UTC' };
/** Where the clock of these devices stands. */
const today = '2026-11-28';
const first = '2026-01-31';
const renewsOn = '2026-12-15';
const price = { amount: '3000', currency: 'EUR' };
const terms = (billing: string, amount = '3000') => ({ billing, price: { ...price, amount } });

/** Two devices that know of one plan, billed each month since January. */
function twoDevices() {
  const devices = [1, 2].map((who) => createDevice(who, names)) as [Device, Device];
  const [one, two] = devices;
  expectOk(one.run('business.setUp', { profile, services: [] }));
  const { id: contactId } = expectOk(one.run('contact.create', { name: 'Maria' })) as { id: string };
  const times = { first, rule: 'FREQ=YEARLY', time: '09:00', minutes: 60 };
  const plan = {
    contactId,
    title: 'Boiler',
    times,
    terms: { ...terms('month'), billFrom: first, renewsOn, noticeDays: 30 },
  };
  const { id } = expectOk(one.run('plan.create', plan)) as { id: string };
  meet(one, two);
  return { one, two, id };
}

const acts: Record<string, (device: Device, id: string) => unknown> = {
  bill: (device) => device.run('plan.bill', {}),
  ask: (device) => device.run('plan.askRenewals', {}),
  price: (device, id) => device.run('plan.update', { id, fields: { terms: terms('month', '4000') } }),
  year: (device, id) => device.run('plan.update', { id, fields: { terms: terms('year', '30000') } }),
  quarter: (device, id) => device.run('plan.update', { id, fields: { terms: terms('quarter', '9000') } }),
  end: (device, id) => device.run('plan.end', { id, lastDay: '2026-06-15' }),
  goOn: (device, id) => device.run('plan.update', { id, fields: { until: null } }),
  follow: (device, id) => device.run('plan.changeFollowing', { id, from: '2027-01-01', fields: {} }),
  renew: (device, id) => device.run('plan.renew', { id, renewsOn, price: { ...price, amount: '3300' } }),
  discard: (device) => {
    const [draft] = open(device);
    return draft && device.run('invoice.discardDraft', { id: draft.id });
  },
  issue: (device) => {
    const draft = open(device).at(-1);
    return draft && device.run('invoice.issue', { id: draft.id });
  },
};

function open({ records }: Device) {
  const issued = new Set([...records.all('issued')].map(({ documentId }) => documentId));
  return [...records.all('documents')]
    .filter(({ id, issuedId }) => issuedId === undefined && !issued.has(id))
    .toSorted((a, b) => (a.period!.from < b.period!.from ? -1 : 1));
}

test('whatever two owners do to what a plan costs apart, no day is drafted twice and what was issued stands', () => {
  const step = fc.constantFrom(...Object.keys(acts));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), step, fc.boolean()), { maxLength: 12 }),
      (steps) => {
        const { one, two, id } = twoDevices();
        const issued = new Map<string, object>();
        for (const [which, what, meets] of steps) {
          const device = [one, two][which]!;
          acts[what]!(device, id);
          for (const each of device.records.all('issued')) {
            expect(each).toEqual(issued.get(each.id) ?? each);
            issued.set(each.id, each);
          }
          if (meets) meet(one, two);
        }
        meet(one, two);
        for (const device of [one, two]) {
          for (const name of ['plan.makeVisits', 'plan.bill', 'plan.askRenewals'])
            expectOk(device.run(name, {}));
          meet(one, two);
        }
        expect(one.shown()).toEqual(two.shown());
        expect(one.setAside()).toEqual([]);
        for (const each of issued.values()) expect([...one.records.all('issued')]).toContainEqual(each);
        for (const plan of one.records.all('plans')) {
          const agreed = one.records.get('planTerms', plan.id)!;
          expect(periodsDue(plan, agreed, today)).toEqual([]);
          const drafts = open(one).filter(({ planId }) => planId === plan.id);
          for (const [index, { period }] of drafts.entries()) {
            expect(period!.from <= (plan.until ?? '9999')).toBe(true);
            expect(period!.to < (drafts[index + 1]?.period?.from ?? '9999')).toBe(true);
          }
        }
        const asked = [...one.records.all('tasks')];
        expect(new Set(asked.map(({ title, due }) => `${title} ${due?.day}`)).size).toBe(asked.length);
      },
    ),
    { numRuns: 80 },
  );
});

import { expect, onTestFinished, test } from 'vitest';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import {
  freeTimesPath,
  ownTimesPath,
  ownTimesSchema,
  readFreeTimes,
  signedFreeTimesSchema,
} from '#shared/public-page/free-times.ts';
import type { BusyTimes } from '#shared/domain/calendar-feed.ts';
import { createTimesOffering } from './offering.ts';

const hour = 3_600_000;

/** A device whose page offers times of one service, on a clock of the test's. */
function device() {
  const world = createMemoryRecords();
  const { run } = world;
  expectOk(run('business.setUp', { profile: ukBusiness, services: [{ name: 'Boiler', unitPrice: '9000' }] }));
  const open = [{ from: '08:00', to: '12:00' }];
  const hours = { mon: open, tue: open, wed: open, thu: open, fri: open, sat: [], sun: [] };
  expectOk(run('business.update', { fields: { hours } }));
  const serviceId = world.list('services')[0]!.id;
  expectOk(run('page.approve', { field: 'name', shown: { name: 'Keller' } }));
  const services = [{ id: serviceId, name: 'Boiler', price: { kind: 'ask' as const } }];
  expectOk(run('page.approve', { field: 'services', shown: { services } }));
  expectOk(run('page.setAddress', { slug: 'keller' }));
  expectOk(run('page.publish', {}));
  const sent: { path: string; body?: unknown }[] = [];
  const settled = new Set<string>();
  const elsewhere: BusyTimes[] = [];
  const work = createWork({ elapsed: () => world.context.now, after: () => () => {} });
  onTestFinished(async () => work[Symbol.asyncDispose]());
  const offering = createTimesOffering({
    records: world.records,
    changes: { on: () => () => {} } as never,
    work,
    workspace: 'workspace-1',
    sign: async () => new Uint8Array(64),
    mayOffer: () => true,
    client: () => ({
      async signed({ path, body }) {
        sent.push({ path, body });
        return ok({});
      },
    }),
    pseudonym: (text) => `name of ${text}`,
    settledClaims: () => settled,
    busyNow: async () => elsewhere,
    now: () => world.context.now,
  });
  async function wake(): Promise<void> {
    offering.wake();
    await work.quiet();
  }
  const to = (path: string) => sent.filter((each) => each.path === path).map(({ body }) => body);
  const told = () =>
    to(freeTimesPath('workspace-1')).map((body) => readFreeTimes(signedFreeTimesSchema.parse(body).payload)!);
  const own = () => to(ownTimesPath('workspace-1')).map((body) => ownTimesSchema.parse(body));
  const offer = (on: boolean) => run('bookingRule.set', { serviceId, fields: { offersTimes: on } });
  return { ...world, serviceId, settled, elsewhere, wake, told, own, offer };
}

test('a business that offers no times tells the relay none; one that does tells what is free, and nothing else', async () => {
  const { wake, told, offer, run, serviceId } = device();
  await wake();
  expect(told()).toEqual([]);
  expectOk(offer(true));
  expectOk(run('contact.create', { name: 'Secret Customer' }));
  await wake();
  const [first] = told();
  expect(first!.services[serviceId]).toMatchObject({ minutes: 60, before: 0, after: 0, atOnce: false });
  expect(Object.keys(first!).toSorted()).toEqual(
    ['counted', 'expiresAt', 'issuedAt', 'services', 'version', 'workspace'].toSorted(),
  );
  expect(JSON.stringify(first)).not.toContain('Secret');
});

test('changes are told once a minute at most, and the same only to renew it before the day is over', async () => {
  const { wake, told, offer, context, settled } = device();
  expectOk(offer(true));
  await wake();
  settled.add('C'.repeat(22));
  await wake();
  expect(told()).toHaveLength(1);
  context.now += 61_000;
  await wake();
  expect(told().map(({ counted }) => counted.length)).toEqual([0, 1]);
  context.now += 61_000;
  await wake();
  expect(told()).toHaveLength(2);
  context.now += 7 * hour;
  await wake();
  expect(told().at(-1)!.expiresAt).toBe(context.now + 24 * hour);
});

test('what is planned while a list stands is told at once, under a name that says nothing, and counted by the next list', async () => {
  const { wake, told, own, offer, context, run } = device();
  expectOk(offer(true));
  await wake();
  const { id: contactId } = expectOk(run('contact.create', { name: 'Secret Customer' }));
  const [start, end] = [context.now + 48 * hour, context.now + 49 * hour];
  const { id } = expectOk(run('job.create', { contactId, title: 'Secret', visit: { start, end } }));
  await wake();
  expect(told()).toHaveLength(1);
  expect(own()).toMatchObject([{ taken: [{ from: start, to: end }], gone: [] }]);
  expect(JSON.stringify(own())).not.toMatch(/Secret|name of/);
  const name = own()[0]!.taken[0]!.id;
  context.now += 61_000;
  await wake();
  expect(told().at(-1)!.counted).toContain(name);
  expectOk(run('job.cancel', { id, reason: 'ill' }));
  await wake();
  expect(own().at(-1)).toEqual({ taken: [], gone: [name] });
});

test('whoever takes the page offline, or offers times no more, promises nothing any more', async () => {
  const { wake, told, offer, context, run, serviceId } = device();
  expectOk(offer(true));
  await wake();
  context.now += 61_000;
  expectOk(offer(false));
  await wake();
  expect(told().at(-1)!.services).toEqual({});
  context.now += 61_000;
  expectOk(offer(true));
  await wake();
  expect(told().at(-1)!.services[serviceId]).toBeDefined();
  context.now += 61_000;
  expectOk(run('page.unpublish', {}));
  await wake();
  expect(told().at(-1)!.services).toEqual({});
});

test('when somebody is busy at Google nothing is offered, the relay is told of it, and no record is', async () => {
  const { wake, told, own, offer, context, elsewhere, list, serviceId } = device();
  expectOk(offer(true));
  await wake();
  const firstDay = told()[0]!.services[serviceId]!.days[0]!;
  const start = firstDay.times[0]![0] * 60_000;
  const span = { start, end: start + hour, zone: 'UTC' };
  elsewhere.push({ id: 'link', staffId: 'member-1', name: 'Google', spans: { [`${start}`]: span } });
  context.now += 61_000;
  await wake();
  const [first] = told().at(-1)!.services[serviceId]!.days[0]!.times;
  expect(first![0] * 60_000).toBe(start + hour);
  expect(own()).toMatchObject([{ taken: [{ from: start, to: start + hour }] }]);
  expect(list('busyTimes')).toEqual([]);
});

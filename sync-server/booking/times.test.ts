import { afterAll, beforeAll, expect, test } from 'vitest';
import { freeTimesPath, holdLasts, ownTimesPath, readFreeTimes } from '#shared/public-page/free-times.ts';
import { pageHash } from '#shared/public-page/names.ts';
import { offered, pageWithTimes, startAt } from '../testing/page-with-times.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { request } from '../testing/workspace.ts';

let offset = 0;
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({
    now: () => Date.now() + offset,
    limits: { bookingsPerMinute: 10_000, timesHeldAtOnce: 4, proofTries: 10 },
  });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

const page = (slug: string) => pageWithTimes(relay.url, slug);

test('a time is one customer’s from when they choose it, with what is kept free beside it', async () => {
  const { offer, customer, startsOf } = await page('one-time');
  await offer({ boiler: offered([0, 1, 2, 4]) });
  expect(await startsOf('boiler')).toEqual([0, 1, 2, 4].map(startAt));
  const first = customer('boiler', startAt(1));
  expect((await first.hold()).status).toBe(201);
  // The hour itself, and the neighbours: a quarter before and half an hour after it are kept free.
  expect(await startsOf('boiler')).toEqual([startAt(4)]);
  const second = await customer('boiler', startAt(1)).hold();
  expect([second.status, second.text]).toEqual([409, expect.stringContaining('times.taken')]);
  expect((await customer('boiler', startAt(2)).hold()).status).toBe(409);
  // What the list does not offer is nobody's.
  expect((await customer('boiler', startAt(3)).hold()).status).toBe(409);
  expect((await customer('other', startAt(4)).hold()).status).toBe(409);
  expect((await first.book('B'.repeat(43))).status).toBe(409);
  expect((await first.book()).status).toBe(204);
  expect((await first.book()).status).toBe(204);
});

test('a time that is given back, or not taken in ten minutes, is free again; one that is taken stays', async () => {
  const { offer, customer, startsOf } = await page('given-back');
  const offers = () => offer({ boiler: offered([0, 4]) });
  await offers();
  const [one, other] = [customer('boiler', startAt(0)), customer('boiler', startAt(4))];
  await one.hold();
  await one.giveBack('B'.repeat(43));
  expect(await startsOf('boiler')).toEqual([startAt(4)]);
  await one.giveBack();
  expect(await startsOf('boiler')).toEqual([startAt(0), startAt(4)]);
  await one.hold();
  await other.hold();
  expect((await other.book()).status).toBe(204);
  offset += holdLasts + 1000;
  expect((await one.book()).status).toBe(409);
  expect(await startsOf('boiler')).toEqual([startAt(0)]);
  offset = 0;
});

test('what the newest list knows of is counted there, and takes nothing away twice', async () => {
  const { offer, customer, startsOf } = await page('counted');
  await offer({ boiler: offered([0], {}, 2) });
  const one = customer('boiler', startAt(0));
  await one.hold();
  expect((await one.book()).status).toBe(204);
  // A device that knows of it has one place left; one that does not says two.
  await offer({ boiler: offered([0], {}, 1) }, { counted: [one.id] });
  expect(await startsOf('boiler')).toEqual([startAt(0)]);
  expect((await customer('boiler', startAt(0)).hold()).status).toBe(201);
  expect(await startsOf('boiler')).toEqual([]);
  await offer({ boiler: offered([0], {}, 2) });
  expect(await startsOf('boiler')).toEqual([]);
});

test('what a device has planned takes its place at once, by whichever list, and no customer’s claim is a device’s to take away', async () => {
  const { offer, customer, startsOf, workspace, token } = await page('own-times');
  const plan = (taken: object[], gone: string[] = []) =>
    request(relay.url, ownTimesPath(workspace), { method: 'PUT', json: { taken, gone }, token });
  const span = { from: startAt(0), to: startAt(1) };
  const [one, two, whole] = ['1', '2', '3'].map((each) => each.repeat(22)) as [string, string, string];
  await offer({ boiler: offered([0, 4], {}, 2) });
  expect((await plan([{ id: one, ...span }])).status).toBe(204);
  expect(await startsOf('boiler')).toEqual([startAt(0), startAt(4)]);
  await plan([{ id: two, ...span }]);
  expect(await startsOf('boiler')).toEqual([startAt(4)]);
  // A device that knows of one of them has one place left.
  await offer({ boiler: offered([0, 4], {}, 2) }, { counted: [one] });
  expect(await startsOf('boiler')).toEqual([startAt(0), startAt(4)]);
  await plan([{ id: whole, from: startAt(3), to: startAt(5), isWhole: true }], [two]);
  expect(await startsOf('boiler')).toEqual([startAt(0)]);
  const held = customer('boiler', startAt(0));
  expect((await held.hold()).status).toBe(201);
  await plan([], [held.id, whole]);
  expect((await held.book()).status).toBe(204);
  expect(await startsOf('boiler')).toEqual([startAt(0), startAt(4)]);
});

test('of many who want a seat at once as many get one as there are, and one that is given back is somebody else’s', async () => {
  const { offer, customer, shown } = await page('seats');
  await offer({ class: offered([0], { seats: 3 }), boiler: offered([0]) });
  const all = Array.from({ length: 8 }, () => customer('class', startAt(0)));
  const held = await Promise.all(all.slice(0, 4).map((each) => each.hold()));
  expect(held.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 409]);
  const services = async () => (await shown()).services;
  // The visit takes the place of another one, once.
  expect((await services())['boiler']!.starts).toEqual([]);
  const winner = all[held.findIndex(({ status }) => status === 201)]!;
  expect((await winner.book()).status).toBe(204);
  await Promise.all(all.slice(0, 4).map((each) => each.giveBack()));
  expect((await services())['class']).toMatchObject({ starts: [startAt(0)], seats: [3] });
  expect((await all[4]!.hold()).status).toBe(201);
  expect((await services())['class']).toMatchObject({ seats: [2] });
});

test('a request brings the list from which its time was promised, also when another one stands there by now', async () => {
  const { offer, customer, arrived } = await page('promised');
  await offer({ boiler: offered([0, 4]) });
  const one = customer('boiler', startAt(0));
  expect((await one.hold()).status).toBe(201);
  await offer({ boiler: offered([4]) });
  expect((await one.book()).status).toBe(204);
  const [passed] = await arrived(1);
  expect(passed!.claim!.times).toBe(pageHash(passed!.list!.payload));
  expect(readFreeTimes(passed!.list!.payload)!.services['boiler']!.days[0]!.times).toHaveLength(2);
  expect(passed!.list).toMatchObject({ device: expect.any(String), signature: expect.any(String) });
});

test('a day takes no more of a service than its rule lets', async () => {
  const { offer, customer, startsOf } = await page('per-day');
  const days = [{ ...offered([0, 4, 8]).days[0]!, left: 1 }];
  await offer({ boiler: offered([], { days }) });
  await customer('boiler', startAt(4)).hold();
  expect(await startsOf('boiler')).toEqual([]);
});

test('nobody holds many times at once, and a list that no device renews promises nothing', async () => {
  const { offer, customer, startsOf } = await page('holding');
  await offer({ boiler: offered([0, 4, 8, 12, 16]) });
  const statuses: number[] = [];
  for (const hour of [0, 4, 8, 12, 16])
    statuses.push((await customer('boiler', startAt(hour)).hold()).status);
  expect(statuses).toEqual([201, 201, 201, 201, 429]);
  offset += 3_600_001;
  expect(await startsOf('boiler')).toEqual([]);
  const late = await customer('boiler', startAt(16)).hold();
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('times.closed')]);
  offset = 0;
});

test('only a device’s own signature offers times, and none brings back an older list', async () => {
  const one = await page('signed-times');
  const old = Date.now() - 60_000;
  expect((await one.offer({ boiler: offered([0]) })).status).toBe(204);
  expect((await one.offer({ boiler: offered([4]) }, { issuedAt: old })).text).toContain('times.older');
  expect((await one.offer({}, { expiresAt: Date.now() + 3 * 86_400_000 })).status).toBe(400);
  expect((await one.offer({}, { workspace: 'w'.repeat(22) })).status).toBe(400);
  const json = { payload: JSON.stringify({ version: 1 }), signature: 'A'.repeat(86) };
  const path = freeTimesPath(one.workspace);
  expect((await request(relay.url, path, { method: 'PUT', json, token: one.token })).status).toBe(400);
  expect((await request(relay.url, path, { method: 'PUT', json })).status).toBe(401);
  expect(await one.startsOf('boiler')).toEqual([startAt(0)]);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { customerName, type GoogleWorld, openGoogleWorld, owner } from './world.ts';
import { apiError } from './server.ts';

const ends: (() => unknown)[] = [];
let world: GoogleWorld;
beforeEach(async () => {
  world = await openGoogleWorld(ends);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const hour = 3_600_000;
const links = () => world.memory.list('googleLinks');
const events = (id?: string) => world.standin.calendar.events(id);
const asked = () => world.memory.list('googleEvents').filter(({ asks }) => asks !== undefined);
const at = (moment: number) => ({ dateTime: new Date(moment).toISOString() });
const startOf = (visitId: string) => world.memory.records.get('visits', visitId)!.time.start;

/** A minute in a moment, from now on. */
function timePasses(): void {
  const minutes = setInterval(() => (world.memory.context.now += 60_000), 20);
  ends.push(() => clearInterval(minutes));
}

async function connected(place: 'own' | 'main' = 'own') {
  const device = world.start('laptop');
  expect(expectOk(await world.connect(device, { place, busy: true }))).toEqual({ missing: [] });
  return device;
}

test('an account is connected for a person; what opens it lies apart, in what no window sees', async () => {
  await connected();
  expect(links()).toMatchObject([{ staffId: owner, wants: { place: 'own' }, server: world.standin.url }]);
  const [token = ''] = world.standin.oauth.grants.keys();
  expect(world.memory.list('googleKeys')).toMatchObject([{ id: links()[0]!.id, refreshToken: token }]);
  expect(JSON.stringify(links())).not.toContain(token);
});

test('what was not ticked at Google is said, and the rest works', async () => {
  const device = world.start('laptop');
  const only = ['https://www.googleapis.com/auth/calendar.app.created'];
  expect(expectOk(await world.connect(device, { place: 'own', busy: true }, { only }))).toEqual({
    missing: ['busy'],
  });
  world.visit(20);
  await expect.poll(() => events().length).toBe(1);
  expect(await device.google.busy.between(world.memory.context.now, world.memory.context.now + hour)).toEqual(
    [],
  );
});

test('a visit stands at Google, follows, and goes; its words are not there unless the owner lets them', async () => {
  await connected();
  const { jobId, visitId } = world.visit(20);
  await expect.poll(() => events().length).toBe(1);
  expect(events()[0]!.summary).toMatch(/^Visit · [A-Z0-9]{6}$/);
  expect(world.standin.traffic.join()).not.toMatch(/Quistgaard|Parrot/);
  const start = startOf(visitId) + 2 * hour;
  expectOk(world.memory.run('job.reschedule', { id: jobId, visitId, start, end: start + hour }));
  await expect.poll(() => Date.parse(events()[0]!.start.dateTime!)).toBe(start);
  expectOk(world.memory.run('google.choose', { id: links()[0]!.id, fields: ['title', 'customer'] }));
  await expect.poll(() => events()[0]!.summary).toBe(`Parrot tap · ${customerName}`);
  expectOk(world.memory.run('job.removeVisit', { id: jobId, visitId }));
  // Google takes it away first; that it is gone is noted when its answer comes.
  await expect.poll(() => world.memory.list('googleEvents').length).toBe(0);
  expect(events()).toEqual([]);
});

test('a move there is asked about; taken over it counts here, refused it is put back', async () => {
  await connected();
  const { visitId } = world.visit(20);
  await expect.poll(() => world.memory.list('googleEvents')[0]?.madeAt).toBeDefined();
  const before = startOf(visitId);
  const [event] = events();
  world.standin.calendar.change(event!.id, { start: at(before + 3 * hour), end: at(before + 4 * hour) });
  await expect.poll(() => asked().length).toBe(1);
  expect(startOf(visitId)).toBe(before);
  expectOk(world.memory.run('google.refuse', { id: asked()[0]!.id }));
  await expect.poll(() => Date.parse(events()[0]!.start.dateTime!)).toBe(before);
  world.standin.calendar.change(event!.id, { start: at(before + 5 * hour), end: at(before + 6 * hour) });
  await expect.poll(() => asked().length).toBe(1);
  expectOk(world.memory.run('google.accept', { id: asked()[0]!.id }));
  expect(startOf(visitId)).toBe(before + 5 * hour);
});

test('by choice a move and a deletion there count here at once; many at once are asked about', async () => {
  await connected('main');
  expectOk(world.memory.run('google.choose', { id: links()[0]!.id, takesAtOnce: true }));
  const visits = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => world.visit(20 + n).visitId);
  await expect.poll(() => world.memory.list('googleEvents').filter(({ madeAt }) => madeAt).length).toBe(8);
  const before = startOf(visits[0]!);
  const first = events('primary').find(({ start }) => Date.parse(start.dateTime!) === before)!;
  world.standin.calendar.change(
    first.id,
    { start: at(before + 48 * hour), end: at(before + 49 * hour) },
    'primary',
  );
  await expect.poll(() => startOf(visits[0]!)).toBe(before + 48 * hour);
  world.standin.calendar.remove(first.id, 'primary');
  await expect.poll(() => world.memory.records.get('visits', visits[0]!)).toBeUndefined();
  for (const { id } of events('primary')) world.standin.calendar.remove(id, 'primary');
  await expect.poll(() => asked().length).toBe(7);
  expect(world.memory.list('visits')).toHaveLength(7);
  // Put back, under ids that are not taken.
  for (const { id } of asked()) expectOk(world.memory.run('google.refuse', { id }));
  await expect.poll(() => events('primary').length).toBe(7);
});

test('the events of others are as they were, byte for byte, and nowhere in the records', async () => {
  const device = world.start('laptop');
  const others = Array.from({ length: 45 }, (_, n) =>
    world.standin.calendar.add(
      { summary: `Dentist ${n}`, start: at(Date.UTC(2026, 11, 1, n)), end: at(Date.UTC(2026, 11, 1, n + 1)) },
      'primary',
    ),
  );
  const before = JSON.stringify(others);
  await world.connect(device, { place: 'main', busy: true });
  const { visitId } = world.visit(20);
  await expect.poll(() => events('primary').length).toBe(46);
  // A copy that somebody makes of ours is theirs.
  const ours = events('primary').find(({ summary }) => summary?.startsWith('Visit'))!;
  const copy = world.standin.calendar.add({ ...structuredClone(ours), id: 'copyofours' }, 'primary');
  const { jobId } = world.memory.records.get('visits', visitId)!;
  expectOk(world.memory.run('job.removeVisit', { id: jobId, visitId }));
  await expect.poll(() => events('primary').some(({ id }) => id === ours.id)).toBe(false);
  expect(events('primary')).toContainEqual(copy);
  expect(JSON.stringify(others)).toBe(before);
  expect(JSON.stringify(world.memory.list('googleEvents'))).not.toContain('Dentist');
});

test('an answer that is lost, a limit and an old sync token make nothing twice', async () => {
  await connected();
  world.standin.failNext('POST /calendar/v3/calendars/', 'brokenAfter');
  world.standin.failNext('POST /calendar/v3/calendars/', apiError(403, 'rateLimitExceeded'));
  const { visitId } = world.visit(20);
  timePasses();
  await expect.poll(() => world.memory.list('googleEvents')[0]?.madeAt).toBeDefined();
  expect(events()).toHaveLength(1);
  world.standin.calendar.expireTokens();
  world.standin.calendar.change(events()[0]!.id, {
    start: at(startOf(visitId) + hour),
    end: at(startOf(visitId) + 2 * hour),
  });
  await expect.poll(() => asked().length).toBe(1);
  expect(world.standin.traffic.some((line) => line.includes('syncToken='))).toBe(true);
});

test('who was signed out at Google is told so, once, and nothing is asked again until they sign in', async () => {
  const device = await connected();
  world.visit(20);
  await expect.poll(() => events().length).toBe(1);
  world.standin.oauth.forget();
  timePasses();
  world.visit(30);
  await expect.poll(() => links()[0]!.trouble?.kind).toBe('signedOut');
  const asks = world.standin.traffic.length;
  device.google.wake();
  world.visit(31);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(world.standin.traffic).toHaveLength(asks);
  expectOk(await world.connect(device));
  await expect.poll(() => events().length).toBe(3);
});

test('one device after another keeps the calendars, and each has asked for its right alone', async () => {
  await connected();
  world.start('desktop');
  for (const n of [1, 2, 3, 4]) world.visit(20 + n);
  await expect.poll(() => events().length).toBe(4);
  expect(
    world.standin.traffic.filter((line) => line.startsWith('POST /calendar/v3/calendars ')),
  ).toHaveLength(1);
  expect(world.standin.traffic.filter((line) => /^POST .*\/events/.test(line))).toHaveLength(4);
});

test('disconnecting gives the right back at once; offline it is kept for nothing else until Google knows', async () => {
  let isOffline = false;
  const device = world.start('laptop', { isOffline: () => isOffline });
  expectOk(await world.connect(device));
  isOffline = true;
  const [link] = links();
  expectOk(world.memory.run('google.disconnect', { id: link!.id }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(links()).toMatchObject([{ leftAt: expect.any(Number) }]);
  expect(world.standin.oauth.grants.size).toBe(1);
  isOffline = false;
  await expect.poll(() => world.standin.oauth.grants.size).toBe(0);
  await expect.poll(() => [...links(), ...world.memory.list('googleKeys')]).toEqual([]);
});

test('which of an account’s calendars keep time free is chosen among all that it has; one that Google does not say is not free', async () => {
  const device = world.start('laptop');
  const wants = { place: 'own', busy: true, others: true } as const;
  expect(expectOk(await world.connect(device, wants))).toEqual({ missing: [] });
  await expect.poll(() => links()[0]?.calendarId).toBeDefined();
  world.standin.calendar.addCalendar('family@group.calendar.google.com', 'Familie, صيانة');
  for (let more = 0; more < 7; more++) world.standin.calendar.addCalendar(`team-${more}`, `Team ${more}`);
  const { id } = links()[0]!;
  const listed = expectOk(await device.api.googleCalendars(id));
  // Neither the address of the person nor the calendar that Plumbline has made.
  expect(listed.slice(0, 2)).toEqual([
    { id: 'primary', name: 'person@example.org' },
    { id: 'family@group.calendar.google.com', name: 'Familie, صيانة' },
  ]);
  expect(listed).toHaveLength(9);
  const { now } = world.memory.context;
  const family = { start: at(now + hour), end: at(now + 2 * hour) };
  world.standin.calendar.add({ summary: 'School', ...family }, 'family@group.calendar.google.com');
  const spans = async () => {
    const [busy] = await device.google.busy.between(now, now + 5 * hour);
    return { isUnread: busy?.unread === true, spans: Object.values(busy?.spans ?? {}) };
  };
  expect(await spans()).toEqual({ isUnread: false, spans: [] });
  expectOk(world.memory.run('google.choose', { id, busyCalendars: listed.slice(0, 2) }));
  expect(await spans()).toMatchObject({ isUnread: false, spans: [{ start: now + hour }] });
  world.standin.calendar.calendars.delete('family@group.calendar.google.com');
  expect(await spans()).toMatchObject({ isUnread: true, spans: [{ start: now, end: now + 5 * hour }] });
  expect(world.memory.run('google.choose', { id, busyCalendars: [] })).toMatchObject({ ok: false });
});

test('what stands in another calendar at the hour of a visit is not taken for that visit', async () => {
  const device = world.start('laptop');
  const wants = { place: 'main', busy: true, others: true } as const;
  expectOk(await world.connect(device, wants));
  const { visitId } = world.visit(20);
  await expect.poll(() => events('primary').length).toBe(1);
  const start = startOf(visitId);
  const busy = async () => {
    const [told] = await device.google.busy.between(start - hour, start + 4 * hour);
    return Object.values(told?.spans ?? {});
  };
  expect(await busy()).toEqual([]);
  world.standin.calendar.addCalendar('family', 'Family');
  world.standin.calendar.add({ start: at(start), end: at(start + hour) }, 'family');
  const busyCalendars = ['primary', 'family'].map((id) => ({ id, name: id }));
  expectOk(world.memory.run('google.choose', { id: links()[0]!.id, busyCalendars }));
  expect(await busy()).toMatchObject([{ start, end: start + hour }]);
});

test('who has not let Plumbline see their calendars is told so, and the main one counts', async () => {
  const device = world.start('laptop');
  const only = ['app.created', 'freebusy'].map((name) => `https://www.googleapis.com/auth/calendar.${name}`);
  const wants = { place: 'own', busy: true, others: true } as const;
  expect(expectOk(await world.connect(device, wants, { only }))).toEqual({ missing: ['others'] });
  expect(await device.api.googleCalendars(links()[0]!.id)).toMatchObject({
    ok: false,
    error: { code: 'google.forbidden' },
  });
  const { now } = world.memory.context;
  world.standin.calendar.add({ start: at(now + hour), end: at(now + 2 * hour) }, 'primary');
  const [busy] = await device.google.busy.between(now, now + 5 * hour);
  expect(Object.values(busy?.spans ?? {})).toMatchObject([{ start: now + hour }]);
});

test('busy times are asked at the question, in parts, and kept nowhere; what Google does not say is not free', async () => {
  const device = await connected('main');
  const { now } = world.memory.context;
  const { visitId } = world.visit(20);
  await expect.poll(() => events('primary').length).toBe(1);
  const busyAt = now + 100 * 24 * hour;
  world.standin.calendar.add({ summary: 'Secret', start: at(busyAt), end: at(busyAt + hour) }, 'primary');
  const [busy] = await device.google.busy.between(now, now + 120 * 24 * hour);
  expect(busy).toMatchObject({ staffId: owner });
  expect(busy).not.toHaveProperty('unread');
  expect(Object.values(busy!.spans ?? {})).toMatchObject([{ start: busyAt, end: busyAt + hour }]);
  expect(startOf(visitId)).toBeDefined();
  expect(world.memory.list('busyTimes')).toEqual([]);
  world.standin.calendar.calendars.get('primary')!.isUnread = true;
  const [unread] = await device.google.busy.between(now, now + hour);
  expect(unread).toMatchObject({ unread: true });
  expect(Object.values(unread!.spans ?? {})).toMatchObject([{ start: now, end: now + hour }]);
});

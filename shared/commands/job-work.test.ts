import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doneOrCancelled } from '#shared/invariants/jobs.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJob } from '#shared/records/jobs.ts';
import { workedTime } from '#shared/domain/timesheet.ts';
import { createMemoryRecords } from './testing.ts';
import { createDevice, type Device, meet } from './testing-device.ts';

const hour = 3_600_000;
const names = [
  'business',
  'contacts',
  'sites',
  'enquiries',
  'members',
  'jobs',
  'visits',
  'jobEvents',
  'issued',
  'decisions',
  'documents',
] as const;

function world() {
  const memory = createMemoryRecords();
  for (const id of ['ben', 'cem']) expectOk(memory.run('team.renameMember', { id, name: id }));
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const { id } = expectOk(memory.run('job.create', { contactId, title: 'Boiler' }));
  const start = memory.context.now + hour;
  const { visitId } = expectOk(memory.run('job.schedule', { id, start, end: start + hour }));
  const later = { start: start + 24 * hour, end: start + 25 * hour };
  const { visitId: second } = expectOk(memory.run('job.schedule', { id, ...later }));
  const job = () => readJob(memory.records, id)!;
  const wait = (hours: number) => (memory.context.now += hours * hour);
  return { memory, id, visitId, second, job, wait };
}

test('two visits: on the way, started, paused, done; with the second the job is to be invoiced', () => {
  const { memory, id, visitId, second, job, wait } = world();
  expectOk(memory.run('job.setOut', { id }));
  expect(job().visits[visitId]?.state).toBe('enRoute');
  wait(1);
  expectOk(memory.run('job.start', { id }));
  wait(2);
  expectOk(memory.run('job.pause', { id, visitId }));
  wait(1);
  expectOk(memory.run('job.start', { id, visitId }));
  wait(1);
  expectOk(memory.run('job.finishVisit', { id, visitId }));
  expect(job().state).toBe('inProgress');
  expect(memory.run('job.start', { id, visitId })).toMatchObject({ error: { code: 'job.visit-done' } });
  expectOk(memory.run('job.start', { id, workerId: 'ben' }));
  expect(job().visits[second]).toMatchObject({ state: 'inProgress', working: ['ben'] });
  wait(1);
  expectOk(memory.run('job.finishVisit', { id, visitId: second }));
  expect(job()).toMatchObject({ state: 'completed', completedAt: memory.context.now });
  const worked = workedTime(memory.list('jobEvents'), memory.context.now);
  expect(worked.map(({ memberId, start, end }) => [memberId, (end - start) / hour])).toEqual([
    ['member-1', 2],
    ['member-1', 1],
    ['ben', 1],
  ]);
});

test('nobody starts twice, pauses what does not run, or says what has not happened yet', () => {
  const { memory, id, visitId } = world();
  expect(memory.run('job.pause', { id, visitId })).toMatchObject({ error: { code: 'job.not-working' } });
  expectOk(memory.run('job.start', { id }));
  expect(memory.run('job.start', { id })).toMatchObject({ error: { code: 'job.working' } });
  expect(memory.run('job.setOut', { id })).toMatchObject({ error: { code: 'job.under-way' } });
  const at = memory.context.now + 1;
  expect(memory.run('job.start', { id, workerId: 'ben', at })).toMatchObject({
    error: { code: 'job.not-yet' },
  });
  expect(memory.run('job.removeVisit', { id, visitId })).toMatchObject({
    error: { code: 'job.visit-begun' },
  });
});

test('a visit is cancelled with a reason and stays with it; the job goes on without it', () => {
  const { memory, id, visitId, second, job } = world();
  expect(memory.run('job.cancelVisit', { id, visitId, reason: ' ' }).ok).toBe(false);
  expectOk(memory.run('job.cancelVisit', { id, visitId, reason: 'Nobody home' }));
  expect(job().cancelledVisits).toMatchObject({ [visitId]: { reason: 'Nobody home' } });
  expect(Object.keys(job().visits)).toEqual([second]);
  expectOk(memory.run('job.finishVisit', { id, visitId: second }));
  expect(job().state).toBe('completed');
});

test('a time is corrected, put down afterwards and taken back, and all of it stays written', () => {
  const { memory, id, visitId, wait } = world();
  const { eventId } = expectOk(memory.run('job.start', { id }));
  wait(3);
  expectOk(memory.run('job.finishVisit', { id, visitId }));
  expectOk(memory.run('job.correctTime', { id, eventId, at: memory.context.now - 2 * hour }));
  const { now } = memory.context;
  const lengths = () =>
    workedTime(memory.list('jobEvents'), now).map(({ memberId, start, end }) => [
      memberId,
      (end - start) / hour,
    ]);
  expect(lengths()).toEqual([['member-1', 2]]);
  expectOk(memory.run('job.addTime', { id, workerId: 'ben', start: now - hour, end: now }));
  expect(lengths()).toEqual([
    ['member-1', 2],
    ['ben', 1],
  ]);
  expectOk(memory.run('job.takeBack', { id, eventId }));
  expect(lengths()).toEqual([['ben', 1]]);
  expect(memory.run('job.takeBack', { id, eventId })).toMatchObject({ error: { code: 'job.event-gone' } });
  expect(memory.list('jobEvents').length).toBe(5);
  for (const [start, end, code] of [
    [now, now - hour, 'job.time-ends-early'],
    [now, now + hour, 'job.not-yet'],
    [now - 30 * hour, now, 'job.time-too-long'],
  ] as const)
    expect(memory.run('job.addTime', { id, start, end })).toMatchObject({ error: { code } });
});

test('what a device whose clock is slow says after another is after it', () => {
  const { memory, id, visitId, job } = world();
  expectOk(memory.run('job.finishVisit', { id, visitId }));
  expectOk(memory.run('job.complete', { id }));
  memory.context.now -= hour / 2;
  expectOk(memory.run('job.reopen', { id }));
  expect(job().state).toBe('inProgress');
});

/** Three devices that know a job of two visits. */
function team() {
  const devices = [1, 2, 3].map((who) => createDevice(who, names));
  const [one] = devices as [Device, Device, Device];
  one.run('contact.create', { name: 'Ann' });
  const contactId = [...one.records.all('contacts')][0]!.id;
  one.run('job.create', { contactId, title: 'Boiler' });
  const id = [...one.records.all('jobs')][0]!.id;
  const start = Date.UTC(2026, 10, 28);
  for (const day of [0, 1])
    one.run('job.schedule', { id, start: start + day * 24 * hour, end: start + (day * 24 + 1) * hour });
  const visitIds = Array.from(one.records.all('visits'), (visit) => visit.id);
  const meetAll = () => devices.forEach((a) => devices.forEach((b) => a !== b && meet(a, b)));
  meetAll();
  return { devices, id, visitIds, meetAll };
}

const step = fc.record({
  who: fc.nat({ max: 2 }),
  what: fc.constantFrom(
    'job.setOut',
    'job.start',
    'job.pause',
    'job.finishVisit',
    'job.complete',
    'job.reopen',
    'job.cancel',
    'job.cancelVisit',
    'undo',
    'meet',
  ),
  visit: fc.nat({ max: 1 }),
  with: fc.nat({ max: 2 }),
});

test('what devices append apart from each other is all there on each of them, in whatever order they meet', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 24 }), (steps) => {
      const { devices, id, visitIds, meetAll } = team();
      const written = new Set<string>();
      for (const { who, what, visit, with: other } of steps) {
        const device = devices[who]!;
        const before = new Set(Array.from(device.records.all('jobEvents'), (each) => each.id));
        if (what === 'meet') meet(device, devices[other]!);
        else if (what === 'undo') device.undo();
        else device.run(what, { id, visitId: visitIds[visit], reason: 'Asked for' });
        if (what !== 'meet')
          for (const each of device.records.all('jobEvents')) if (!before.has(each.id)) written.add(each.id);
      }
      meetAll();
      const [one] = devices as [Device];
      for (const device of devices) {
        expect(new Set(Array.from(device.records.all('jobEvents'), (each) => each.id))).toEqual(written);
        expect(readJob(device.records, id)).toEqual(readJob(one.records, id));
        expect([device.refused(), device.setAside()]).toEqual([0, []]);
      }
    }),
    { numRuns: 150 },
  );
});

test('done on one device and cancelled on another is found, and either answer settles it for all', () => {
  for (const answer of ['done', 'cancelled'] as const) {
    const { devices, id, visitIds, meetAll } = team();
    const [one, two] = devices as [Device, Device];
    for (const visitId of visitIds) one.run('job.finishVisit', { id, visitId });
    two.run('job.cancel', { id, reason: 'No longer needed' });
    meetAll();
    const found = () => doneOrCancelled.find(id, { ...one.records, exists: () => true, now: () => 0 });
    expect(readJob(two.records, id)?.state).toBe('completed');
    const [finding] = found();
    expect(finding).toMatchObject({ kind: 'doneAndCancelled', decides: 'work' });
    const settlement = finding!.settlements[answer === 'done' ? 0 : 1]!;
    one.run(settlement.command, settlement.args);
    two.run(settlement.command, settlement.args);
    meetAll();
    expect(found()).toEqual([]);
    const settled = readJob(two.records, id);
    expect(settled?.state).toBe(answer === 'done' ? 'completed' : 'cancelled');
    expect(settled?.cancelReason).toBe(answer === 'done' ? undefined : 'No longer needed');
  }
});

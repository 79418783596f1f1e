import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';
import { createDevice, type Device, meet } from './testing-device.ts';

const names = [
  'business',
  'contacts',
  'sites',
  'enquiries',
  'jobs',
  'visits',
  'jobEvents',
  'issued',
] as const;
const start = Date.UTC(2026, 10, 28, 9);

function world() {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const { id } = expectOk(memory.run('job.create', { contactId, title: 'Boiler' }));
  const { visitId } = expectOk(memory.run('job.schedule', { id, start, end: start + 3_600_000 }));
  return { memory, place: { id, visitId }, visit: () => memory.records.get('visits', visitId)! };
}

test('a checklist of 500 lines is kept in its order and ticked; one more line is refused in clear words', () => {
  const { memory, place, visit } = world();
  const texts = Array.from({ length: 500 }, (_, at) => `Line ${at + 1}`);
  expectOk(memory.run('job.addChecks', { ...place, texts }));
  const checks = Object.entries(visit().checks!).toSorted(([, a], [, b]) => a.order - b.order);
  expect(checks.map(([, { text }]) => text)).toEqual(texts);
  for (const [checkId] of checks) expectOk(memory.run('job.tick', { ...place, checkId, isDone: true }));
  expect(Object.keys(visit().ticks!)).toHaveLength(500);
  expect(memory.run('job.addChecks', { ...place, texts: ['One more'] })).toMatchObject({
    error: { message: expect.stringContaining('500 lines at most; this one would have 501') },
  });
  // So is a list that is too long by itself, and a line that nobody can read at a glance.
  for (const [pasted, words] of [
    [[...texts, 'More'], /500 lines at most/],
    [['x'.repeat(301)], /300 letters at most/],
  ] as const)
    expect(memory.run('job.addChecks', { ...place, texts: [...pasted] })).toMatchObject({
      error: { message: expect.stringMatching(words) },
    });
  const [checkId] = checks[0]!;
  expectOk(memory.run('job.tick', { ...place, checkId, isDone: false }));
  expect(visit().ticks).not.toHaveProperty([checkId]);
  expectOk(memory.run('job.removeCheck', { ...place, checkId }));
  expect(memory.run('job.tick', { ...place, checkId, isDone: true })).toMatchObject({
    error: { code: 'job.check-gone' },
  });
});

test('sixty people are booked, come or do not, and more than fit are refused with the number', () => {
  const { memory, place, visit } = world();
  const people = Array.from({ length: 60 }, (_, at) => ({ name: `Guest ${at}` }));
  expectOk(memory.run('job.addAttendees', { ...place, people }));
  const [first, second] = Object.keys(visit().attendees!);
  expectOk(memory.run('job.setAttendance', { ...place, attendeeId: first!, attendance: 'came' }));
  expectOk(memory.run('job.setAttendance', { ...place, attendeeId: second!, attendance: 'noShow' }));
  const states = Object.values(visit().attendees!).map(({ attendance }) => attendance);
  expect(states.slice(0, 3)).toEqual(['came', 'noShow', 'booked']);
  const many = Array.from({ length: 150 }, (_, at) => ({ name: `More ${at}` }));
  expect(memory.run('job.addAttendees', { ...place, people: many })).toMatchObject({
    error: { message: expect.stringContaining('these would be 210') },
  });
  expect(Object.keys(visit().attendees!)).toHaveLength(60);
});

test('two devices that tick apart from each other lose no tick, in whatever order they meet', () => {
  const step = fc.record({
    who: fc.nat({ max: 1 }),
    check: fc.nat({ max: 5 }),
    does: fc.constantFrom('tick', 'came', 'meet'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const devices = [createDevice(1, names), createDevice(2, names)] as [Device, Device];
      const [one] = devices;
      one.run('contact.create', { name: 'Ann' });
      one.run('job.create', { contactId: [...one.records.all('contacts')][0]!.id, title: 'Boiler' });
      const id = [...one.records.all('jobs')][0]!.id;
      one.run('job.schedule', { id, start, end: start + 3_600_000 });
      const visitId = [...one.records.all('visits')][0]!.id;
      one.run('job.addChecks', { id, visitId, texts: ['a', 'b', 'c', 'd', 'e', 'f'] });
      one.run('job.addAttendees', {
        id,
        visitId,
        people: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name })),
      });
      meet(...devices);
      const visit = (device: Device) => device.records.get('visits', visitId)!;
      const [checkIds, people] = [visit(one).checks!, visit(one).attendees!].map((map) => Object.keys(map));
      const ticked = new Set<string>();
      const came = new Set<string>();
      for (const { who, check, does } of steps) {
        if (does === 'meet') meet(...devices);
        if (does === 'tick') {
          devices[who]!.run('job.tick', { id, visitId, checkId: checkIds![check], isDone: true });
          ticked.add(checkIds![check]!);
        }
        if (does === 'came') {
          devices[who]!.run('job.setAttendance', {
            id,
            visitId,
            attendeeId: people![check],
            attendance: 'came',
          });
          came.add(people![check]!);
        }
      }
      meet(...devices);
      for (const device of devices) {
        const { ticks = {}, attendees = {} } = visit(device);
        expect(new Set(Object.keys(ticks))).toEqual(ticked);
        const present = Object.keys(attendees).filter((key) => attendees[key]!.attendance === 'came');
        expect(new Set(present)).toEqual(came);
      }
    }),
    { numRuns: 60 },
  );
});

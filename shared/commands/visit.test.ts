import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 30, 9);
const span = { start, end: start + hour };

/** A job with one visit, in a team of two. */
function planned() {
  const world = createMemoryRecords();
  for (const id of ['ana', 'ben'])
    world.apply([
      { collection: 'members', id, path: [], before: undefined, after: { id, name: id, createdAt: 0 } },
    ]);
  const contact = expectOk(world.run('contact.create', { name: 'Maria Keller' }));
  const { id } = expectOk(world.run('job.create', { contactId: contact.id, title: 'Boiler' }));
  const { visitId } = expectOk(world.run('job.schedule', { id, ...span }));
  const of = { id, visitId };
  return { ...world, of, visit: () => world.records.get('visits', visitId)! };
}

test('several go to a visit, and who is taken off leaves the others', () => {
  const { run, of, visit } = planned();
  expectOk(run('job.assignVisit', { ...of, staffIds: ['ana', 'ben'] }));
  expect(visit().assignees).toEqual({ ana: true, ben: true });
  expectOk(run('job.assignVisit', { ...of, staffIds: ['ben'] }));
  expect(visit().assignees).toEqual({ ben: true });
  expect(run('job.assignVisit', { ...of, staffIds: ['ben', 'cara'] })).toMatchObject({
    error: { code: 'job.no-staff' },
  });
});

test('a visit is put on the calendar with who goes there', () => {
  const { run, of, records } = planned();
  const { visitId } = expectOk(run('job.schedule', { id: of.id, ...span, staffIds: ['ben'] }));
  expect(records.get('visits', visitId)?.assignees).toEqual({ ben: true });
});

test('time, people, promise and notes of a visit change in one step', () => {
  const { run, of, visit } = planned();
  const window = { start: start + hour, end: start + 3 * hour };
  const time = { start: start + hour, end: start + 2 * hour };
  expectOk(run('job.updateVisit', { ...of, time, staffIds: ['ana'], window, notes: 'Ring twice' }));
  expect(visit()).toMatchObject({ time, assignees: { ana: true }, window, notes: 'Ring twice' });
  expectOk(run('job.updateVisit', { ...of, window: null, notes: '' }));
  expect(visit().window).toBeUndefined();
  expect(visit().notes).toBeUndefined();
  expect(visit()).toMatchObject({ time, assignees: { ana: true } });
});

test('a promise that ends before it begins is refused, and nothing is changed', () => {
  const { run, of, visit } = planned();
  const before = visit();
  const args = { ...of, notes: 'x', window: { start, end: start } };
  expect(run('job.updateVisit', args)).toMatchObject({ error: { code: 'job.window-ends-early' } });
  expect(visit()).toEqual(before);
});

test('what was promised stays while the visit begins within it, and else moves with the visit', () => {
  const { run, of, visit } = planned();
  const window = { start: start - hour, end: start + hour };
  expectOk(run('job.updateVisit', { ...of, window }));
  const move = (by: number) =>
    expectOk(run('job.reschedule', { ...of, start: start + by, end: start + by + hour }));
  move(hour / 2);
  expect(visit().window).toEqual(window);
  move(24 * hour);
  const by = 23.5 * hour;
  expect(visit().window).toEqual({ start: window.start + by, end: window.end + by });
});

test('a visit loses its hour and keeps its days', () => {
  const { run, of, visit } = planned();
  expectOk(run('job.reschedule', { ...of, start, end: start + 8 * hour, anyTime: true }));
  expect(visit().time).toMatchObject({ start, anyTime: true });
  expectOk(run('job.reschedule', { ...of, ...span }));
  expect(visit().time.anyTime).toBeUndefined();
});

test('a visit or a task in the year 9999 or 26 is a slip of the pen: it is refused with words, and nothing is changed', () => {
  const { run, list } = createMemoryRecords();
  const contact = expectOk(run('contact.create', { name: 'Ann' }));
  const { id } = expectOk(run('job.create', { contactId: contact.id, title: 'Tap' }));
  const start = Date.UTC(9999, 11, 31, 10);
  const far = { ok: false, error: { code: 'time.too-far' } };
  expect(run('job.schedule', { id, start, end: start + 3_600_000 })).toMatchObject(far);
  expect(
    run('timeBlock.create', { kind: 'block', staffId: null, time: { start, end: start + 1 } }),
  ).toMatchObject(far);
  const year26 = new Date('0026-12-03T10:00:00Z').getTime();
  const asked = { id, start: year26, end: year26 + 3_600_000 };
  expect(run('job.schedule', asked)).toMatchObject({
    error: { ...far.error, fields: [{ path: ['start'] }] },
  });
  for (const day of ['0026-12-03', '9999-12-31'])
    expect(run('task.create', { title: 'Call', due: { day } })).toMatchObject({ ok: false });
  expect([list('visits'), list('timeBlocks'), list('tasks')]).toEqual([[], [], []]);
});

import { expect, test } from 'vitest';
import { standingEvents } from '#shared/domain/job-event.ts';
import { provesItself } from '#shared/domain/proven.ts';
import { isChangedSince, signedLines } from '#shared/domain/signature.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJob } from '#shared/records/jobs.ts';
import { createMemoryRecords } from './testing.ts';
import { invert } from './undo.ts';

function begin() {
  const world = createMemoryRecords();
  const contact = expectOk(world.run('contact.create', { name: 'Maria Keller' }));
  const items = [{ name: 'Boiler service', quantity: '1', unitPrice: '9000', currency: 'EUR' }];
  const { id } = expectOk(world.run('job.create', { contactId: contact.id, title: 'Boiler', items }));
  const start = world.context.now - 3_600_000;
  const { visitId } = expectOk(world.run('job.schedule', { id, start, end: start + 1_800_000 }));
  const shown = () => signedLines(readJob(world.records, id)!, world.records.get('visits', visitId), 'en');
  const sign = (lines = shown()) =>
    world.run('job.sign', {
      id,
      visitId,
      name: 'Maria Keller',
      strokes: '10,20 30,40',
      statement: 'The work was done.',
      lines,
    });
  return { world, id, visitId, shown, sign };
}

test('a signature says who signed, when and for what, and its content cannot be another one', () => {
  const { world, id, visitId, sign } = begin();
  expectOk(world.run('job.addChecks', { id, visitId, texts: ['Pressure test', 'Gas test'] }));
  const [check] = Object.keys(world.list('visits')[0]!.checks!);
  expectOk(world.run('job.tick', { id, visitId, checkId: check!, isDone: true }));
  const fields = { name: 'Valve', quantity: '2.5', unit: 'm' };
  expectOk(world.run('job.setMaterial', { id, fields }));
  expectOk(sign());
  const [event] = world.list('jobEvents');
  expect(event).toMatchObject({
    kind: 'signed',
    visitId,
    memberId: 'member-1',
    recordedAt: world.context.now,
    signature: {
      name: 'Maria Keller',
      strokes: '10,20 30,40',
      lines: ['Boiler', '1 × Boiler service', '2.5 m Valve', '✓ Pressure test'],
    },
  });
  expect(provesItself(event!)).toBe(true);
  const other = { ...event!, signature: { ...event!.signature!, name: 'Somebody else' } };
  expect(provesItself(other)).toBe(false);
  expect(JSON.stringify(event)).not.toContain('9000');
});

test('what changed while it was being signed is not signed', () => {
  const { world, id, shown, sign } = begin();
  const before = shown();
  expectOk(world.run('job.update', { id, fields: { title: 'Boiler and pump' } }));
  expect(sign(before)).toMatchObject({ ok: false, error: { code: 'job.signed-other' } });
  expect(world.list('jobEvents')).toEqual([]);
});

test('a signature that is taken back stays to be seen, and the job’s state is no other for it', () => {
  const { world, id, sign } = begin();
  expectOk(sign());
  const signing = world.lastChanges;
  expect(readJob(world.records, id)!.state).toBe('scheduled');
  world.apply(invert(signing, world.records).changes);
  expect(standingEvents(world.list('jobEvents'))).toEqual([]);
  expect(
    world
      .list('jobEvents')
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['signed', 'takenBack']);
});

test('what is changed after somebody has signed is told, and taken back it is as it was signed', () => {
  const { world, id, visitId, sign } = begin();
  expectOk(sign());
  const [event] = world.list('jobEvents');
  const isChanged = (locale = 'en') =>
    isChangedSince(
      event!.signature!,
      readJob(world.records, id)!,
      world.records.get('visits', visitId),
      locale,
    );
  expect(isChanged()).toBe(false);
  const later = [
    () => world.run('job.setMaterial', { id, fields: { name: 'Valve', quantity: '1.5' } }),
    () => world.run('job.update', { id, fields: { title: 'Boiler and pump' } }),
  ];
  for (const change of later) {
    expectOk(change() as never);
    const changes = world.lastChanges;
    expect(isChanged()).toBe(true);
    world.apply(invert(changes, world.records).changes);
    // However numbers are written since: those of the signature are written as they were.
    expect([isChanged(), isChanged('de')]).toEqual([false, false]);
  }
});

import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';
import { invert } from './undo.ts';

test('undo gives back what a command changed, and redo does it again', () => {
  const world = createMemoryRecords();
  const { id } = expectOk(world.run('contact.create', { name: 'Ann' }));
  const before = world.snapshot();
  expectOk(world.run('contact.update', { id, fields: { name: 'Bea', company: 'Bea Ltd' } }));
  const after = world.snapshot();
  const undo = invert(world.lastChanges, world.records);
  world.apply(undo.changes);
  expect(world.snapshot()).toEqual(before);
  world.apply(invert(undo.changes, world.records).changes);
  expect(world.snapshot()).toEqual(after);
});

test('undo leaves a field alone that somebody else has changed since', () => {
  const world = createMemoryRecords();
  const { id } = expectOk(world.run('contact.create', { name: 'Ann' }));
  expectOk(world.run('contact.update', { id, fields: { name: 'Bea', company: 'Bea Ltd' } }));
  const mine = world.lastChanges;
  expectOk(world.run('contact.update', { id, fields: { name: 'Carla' } }));
  const undo = invert(mine, world.records);
  world.apply(undo.changes);
  expect(undo.skipped).toBe(1);
  expect(world.records.get('contacts', id)).toMatchObject({ name: 'Carla' });
  expect(world.records.get('contacts', id)?.company).toBeUndefined();
});

test('undoing the creation of a record removes it', () => {
  const world = createMemoryRecords();
  const { id } = expectOk(world.run('contact.create', { name: 'Ann' }));
  world.apply(invert(world.lastChanges, world.records).changes);
  expect(world.records.get('contacts', id)).toBeUndefined();
});

test('undo takes no contact away that somebody else has added to or made a job for', () => {
  const world = createMemoryRecords();
  const { id } = expectOk(world.run('contact.create', { name: 'Ann' }));
  const mine = world.lastChanges;
  expectOk(world.run('job.create', { contactId: id, title: 'Tap' }));
  expect(invert(mine, world.records)).toEqual({ changes: [], skipped: 1 });

  const { id: other } = expectOk(world.run('contact.create', { name: 'Bea' }));
  const hers = world.lastChanges;
  expectOk(world.run('contact.update', { id: other, fields: { notes: 'Rings twice' } }));
  expect(invert(hers, world.records)).toEqual({ changes: [], skipped: 1 });
});

test('what is gone meanwhile is passed over, and never an error', () => {
  const world = createMemoryRecords();
  const { id } = expectOk(world.run('contact.create', { name: 'Ann' }));
  const created = world.lastChanges;
  expectOk(world.run('contact.update', { id, fields: { notes: 'Rings twice' } }));
  const changed = world.lastChanges;
  world.apply([{ collection: 'contacts', id, path: [], before: undefined, after: undefined }]);
  expect(invert(changed, world.records)).toEqual({ changes: [], skipped: 1 });
  expect(invert(created, world.records)).toEqual({ changes: [], skipped: 1 });
});

test('what was made with entries of its own goes whole', () => {
  const world = createMemoryRecords();
  expectOk(world.run('area.create', { name: 'North', places: ['1011', '1012'] }));
  const undo = invert(world.lastChanges, world.records);
  world.apply(undo.changes);
  expect(undo.skipped).toBe(0);
  expect(world.list('areas')).toEqual([]);
});

test('undo brings back nothing that would lead nowhere by now', () => {
  const world = createMemoryRecords();
  const { id: contactId } = expectOk(world.run('contact.create', { name: 'Ann' }));
  const made = world.lastChanges;
  const about = { aboutKind: 'contacts', aboutId: contactId } as const;
  const { id } = expectOk(world.run('task.create', { title: 'Call', ...about }));
  expectOk(world.run('task.remove', { id }));
  const removed = world.lastChanges;
  world.apply(invert(made, world.records).changes);
  expect(invert(removed, world.records)).toEqual({ changes: [], skipped: 1 });
});

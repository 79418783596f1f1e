import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineCommand, execute } from '#shared/commands/command.ts';
import { ok } from '#shared/lib/result.ts';
import { ChangeSet } from './change-set.ts';
import { writeRaw } from './raw.ts';
import { scanning } from './reader.ts';
import type { RecordWriter } from './writer.ts';

const job = { id: 'j', contactId: 'c', title: 'Tap', createdAt: 1 } as const;

function withJob(): ChangeSet {
  const changes = new ChangeSet(scanning({ get: () => undefined, all: () => [] }));
  changes.create('jobs', job);
  return changes;
}

test('a misspelt field or a wrong value does not compile', () => {
  const draft: RecordWriter = withJob();
  // @ts-expect-error -- there is no such field
  draft.patch('jobs', 'j', { titel: 'Pipe' });
  // @ts-expect-error -- a title is text
  draft.patch('jobs', 'j', { title: 42 });
  // @ts-expect-error -- a job must have a title
  draft.unset('jobs', 'j', 'title');
  // @ts-expect-error -- work has a price
  draft.putEntry('jobs', 'j', 'items', 'v', { name: 'Tap' });
  // @ts-expect-error -- jobs are not found by their title
  draft.by('jobs', 'title', 'Tap');
  // What nevertheless gets here is refused before it becomes a record.
  expect(draft.get('jobs', 'j')).toBeDefined();
});

test('what a command would write and that does not fit is refused, and nothing of it is applied', () => {
  const command = defineCommand({
    name: 'test.break',
    title: 'Break',
    args: z.object({}),
    undoable: true,
    run(draft) {
      draft.create('jobs', job);
      writeRaw(draft, 'jobs', 'j', ['title'], 42);
      return ok();
    },
  });
  const context = { now: 1, newId: () => 'x', deviceId: 'd', memberId: 'm' };
  const done = execute(command, {}, scanning({ get: () => undefined, all: () => [] }), context);
  expect(done).toMatchObject({ ok: false, error: { code: 'command.unfit' } });
});

test('fields that are the same are not written, so that they cannot win over a change elsewhere', () => {
  const draft = withJob();
  draft.assign('jobs', 'j', { title: 'Tap', notes: undefined, createdAt: undefined });
  expect(draft.changes).toHaveLength(1);
});

test('an entry is found, changed and removed by its key, and one that is not there cannot be changed', () => {
  const draft = withJob();
  const tap = { name: 'Tap', quantity: '1', unitPrice: '500', currency: 'EUR', order: 0 };
  draft.putEntry('jobs', 'j', 'items', 'v', tap);
  draft.patchEntry('jobs', 'j', 'items', 'v', { quantity: '2' });
  expect(draft.get('jobs', 'j')?.items).toEqual({ v: { ...tap, quantity: '2' } });
  draft.removeEntry('jobs', 'j', 'items', 'v');
  expect(draft.get('jobs', 'j')?.items).toEqual({});
  expect(() => draft.patchEntry('jobs', 'j', 'items', 'v', { order: 4 })).toThrow('no entry');
});

test('what was written is found by its index, and by what it says now', () => {
  const draft = withJob();
  expect(draft.by('jobs', 'contactId', 'c').map(({ id }) => id)).toEqual(['j']);
  draft.patch('jobs', 'j', { contactId: 'd' });
  expect(draft.by('jobs', 'contactId', 'c')).toEqual([]);
  expect(draft.by('jobs', 'contactId', 'd')).toHaveLength(1);
});

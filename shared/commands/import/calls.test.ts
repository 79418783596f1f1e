import { expect, test } from 'vitest';
import type { CallRow } from '#shared/domain/import.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from '../testing.ts';

function world() {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const call = (id: string): CallRow => {
    return {
      id,
      contactId,
      at: 5,
      direction: 'in',
      outcome: 'answered',
      seconds: 65,
      number: '+4915112345678',
    };
  };
  const begin = (phone?: string) =>
    expectOk(memory.run('import.begin', { what: 'calls', fileName: 'calls.xml', phone })).id;
  const bring = (importId: string, rows: CallRow[]) =>
    expectOk(memory.run('import.calls', { importId, rows }));
  return { memory, call, begin, bring };
}

test('calls stand at whom they were with, each once, with the phone they were on', () => {
  const { memory, call, begin, bring } = world();
  expect(bring(begin('Van 2'), [call('a'), call('b')])).toMatchObject({ made: 2 });
  expect(bring(begin(), [call('a'), { ...call('c'), contactId: 'nobody' }])).toMatchObject({
    made: 0,
    left: 2,
  });
  expect(memory.list('phoneCalls').map(({ id, phone }) => [id, phone])).toEqual([
    ['a', 'Van 2'],
    ['b', 'Van 2'],
  ]);
});

test('a list is taken back by itself, and all calls are erased at once', () => {
  const { memory, call, begin, bring } = world();
  const [first, second] = [begin(), begin()];
  bring(first, [call('a')]);
  bring(second, [call('b'), call('c')]);
  expect(expectOk(memory.run('import.undo', { id: second }))).toMatchObject({ removed: 2, isDone: true });
  expect(memory.list('phoneCalls').map(({ id }) => id)).toEqual(['a']);
  expect(expectOk(memory.run('calls.erase', {}))).toEqual({ removed: 1, isDone: true });
  expect(memory.list('phoneCalls')).toEqual([]);
});

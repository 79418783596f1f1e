import { expect, test } from 'vitest';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createRuledBusiness } from './rules/testing.ts';

const code = 'c'.repeat(24);
const sealed = (value: object, field = 'data_deletion'): string =>
  JSON.stringify({ object: 'plumbline_request', entry: [{ field, value }] });

test('a request for deletion through Meta, however often it comes, is told once and is one task with a month to answer', () => {
  const world = createRuledBusiness();
  for (const delivery of [1, 2]) {
    const events = expectOk(parseWebhook(sealed({ user_id: '1022', code }), world.context.now + delivery));
    expectOk(world.run('inbox.ingest', { events }));
    expectOk(world.run('request.noteDeletion', { code, userId: '1022' }));
  }
  expect(world.list('accountEvents').map(({ field, severity }) => [field, severity])).toEqual([
    ['data_deletion', 'warning'],
  ]);
  const [task, ...more] = world.list('tasks');
  expect(more).toEqual([]);
  expect(task!.notes).toContain(code);
  expect(task!.notes).toContain('1022');
  expect(task!.due).toBeDefined();
});

test('what a relay has made up of it is left out, and stops nothing', () => {
  for (const bad of [{}, { user_id: '', code }, { user_id: '1', code: 'short' }])
    expect(expectOk(parseWebhook(sealed(bad)))).toEqual([]);
  expect(expectOk(parseWebhook(sealed({ user_id: '1', code }, 'something_else')))).toEqual([]);
});

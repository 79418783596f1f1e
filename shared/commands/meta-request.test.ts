import { expect, test } from 'vitest';
import { clocksOf, deadlinesOf } from '#shared/domain/privacy-request.ts';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createRuledBusiness } from './rules/testing.ts';

const code = 'c'.repeat(24);
const sealed = (value: object, field = 'data_deletion'): string =>
  JSON.stringify({ object: 'plumbline_request', entry: [{ field, value }] });

test('a request for deletion through Meta, however often it comes, is told once and stands in the register, with its clocks', () => {
  const world = createRuledBusiness();
  for (const delivery of [1, 2]) {
    const events = expectOk(parseWebhook(sealed({ user_id: '1022', code }), world.context.now + delivery));
    expectOk(world.run('inbox.ingest', { events }));
    expectOk(world.run('request.noteDeletion', { code, userId: '1022' }));
  }
  expect(world.list('accountEvents').map(({ field, severity }) => [field, severity])).toEqual([
    ['data_deletion', 'warning'],
  ]);
  const [request, ...more] = world.list('privacyRequests');
  expect(more).toEqual([]);
  expect(request).toMatchObject({ kind: 'erasure', meta: { code, userId: '1022' } });
  expect(deadlinesOf(request!, clocksOf(request!.country, undefined), undefined)).not.toEqual([]);
});

test('its page says what an owner publishes, by what came of it; a request that did not come so has none', () => {
  const world = createRuledBusiness();
  const { id } = expectOk(world.run('request.noteDeletion', { code, userId: '1022' }));
  const published = () => world.list('privacyRequests').find((one) => one.id === id)!.published;
  expectOk(world.run('privacyRequest.publish', { id, words: '' }));
  expect(published()).toMatchObject({ state: 'underWay', words: '' });
  const states = { done: 'done', partly: 'refused', refused: 'refused', withdrawn: 'received' } as const;
  for (const [is, state] of Object.entries(states)) {
    expectOk(world.run('privacyRequest.close', { id, is: is as 'done', words: 'Only for us' }));
    expectOk(world.run('privacyRequest.publish', { id, words: 'For them' }));
    expect(published()).toMatchObject({ state, words: 'For them' });
    expectOk(world.run('privacyRequest.reopen', { id }));
  }
  const other = expectOk(
    world.run('privacyRequest.open', {
      kind: 'erasure',
      name: 'Somebody',
      country: 'NL',
      receivedOn: world.list('privacyRequests')[0]!.receivedOn,
      by: 'letter',
    }),
  );
  expect(world.run('privacyRequest.publish', { id: other.id, words: '' })).toMatchObject({
    error: { code: 'privacyRequest.no-page' },
  });
});

test('what a relay has made up of it is left out, and stops nothing', () => {
  for (const bad of [{}, { user_id: '', code }, { user_id: '1', code: 'short' }])
    expect(expectOk(parseWebhook(sealed(bad)))).toEqual([]);
  expect(expectOk(parseWebhook(sealed({ user_id: '1', code }, 'something_else')))).toEqual([]);
});

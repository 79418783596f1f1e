import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { channelCommands } from './channel.ts';
import { createMemoryRecords, whatsappAccount as account } from './testing.ts';

const [, , disconnect] = channelCommands;

test('A connected number gets its own verify token for the webhook', () => {
  const world = createMemoryRecords();
  const { id, verifyToken } = expectOk(world.run('channel.connect', account));
  expect(verifyToken).not.toBe('');
  expect(world.records.get('channels', id)).toMatchObject({ ...account, verifyToken, kind: 'whatsapp' });
});

test('One number is connected once', () => {
  const world = createMemoryRecords();
  expectOk(world.run('channel.connect', account));
  expect(world.run('channel.connect', account)).toMatchObject({
    ok: false,
    error: { code: 'channel.exists' },
  });
});

test('A new token replaces the old one and leaves the rest', () => {
  const world = createMemoryRecords();
  const { id } = expectOk(world.run('channel.connect', account));
  expectOk(world.run('channel.update', { id, fields: { accessToken: 'token-2' } }));
  expect(world.records.get('channels', id)).toMatchObject({ ...account, accessToken: 'token-2' });
});

test('Disconnecting removes the token for good: undo does not bring it back', () => {
  const world = createMemoryRecords();
  const { id } = expectOk(world.run('channel.connect', account));
  expectOk(world.run('channel.disconnect', { id }));
  expect(world.list('channels')).toEqual([]);
  expect(disconnect.undoable).toBe(false);
});

import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords, whatsappAccount } from './testing.ts';

test('what somebody who left knew of the outside is noted at each secret, until another takes its place', () => {
  const world = createMemoryRecords();
  const channel = expectOk(world.run('channel.connect', whatsappAccount));
  const remote = expectOk(world.run('ai.addProvider', { kind: 'anthropic', key: 'key-1' }));
  const local = expectOk(world.run('ai.addProvider', { kind: 'ollama' }));
  expectOk(world.run('relay.keepToken', { url: 'https://relay.example', token: 'token' }));
  expectOk(world.run('secrets.noteExposure', { to: 'Ann' }));
  const exposed = expect.objectContaining({ to: 'Ann' });
  const { records } = world;
  expect(records.get('channels', channel.id)).toMatchObject({
    accessTokenExposed: exposed,
    appSecretExposed: exposed,
  });
  expect(records.get('modelProviders', remote.id)).toMatchObject({ keyExposed: exposed });
  expect(records.get('modelProviders', local.id)).not.toHaveProperty('keyExposed');
  expect(records.get('relayTokens', 'relay')).toMatchObject({ exposed });

  expectOk(world.run('channel.update', { id: channel.id, fields: { accessToken: 'token-2' } }));
  expect(records.get('channels', channel.id)).not.toHaveProperty('accessTokenExposed');
  expect(records.get('channels', channel.id)).toMatchObject({ appSecretExposed: exposed });
  expectOk(world.run('channel.update', { id: channel.id, fields: { appSecret: 'secret-2' } }));
  expect(records.get('channels', channel.id)).not.toHaveProperty('appSecretExposed');
  expectOk(world.run('ai.updateProvider', { id: remote.id, fields: { key: 'key-2' } }));
  expect(records.get('modelProviders', remote.id)).not.toHaveProperty('keyExposed');
  expectOk(world.run('relay.settleToken', {}));
  expect(records.get('relayTokens', 'relay')).toEqual({
    id: 'relay',
    url: 'https://relay.example',
    token: 'token',
  });
});

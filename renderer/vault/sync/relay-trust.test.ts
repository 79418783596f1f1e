import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import type { SyncStatus } from './api.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());

function status(vault: TestVault): SyncStatus | undefined {
  const event = vault.events.findLast((each) => each.type === 'sync');
  return event?.type === 'sync' ? event.status : undefined;
}

const isStored = (vault: TestVault) => (): boolean =>
  status(vault)?.connection === 'online' && status(vault)?.reach === 'stored';

/** Adds a contact and waits until the relay has confirmed it. */
async function addStored(vault: TestVault, name: string): Promise<void> {
  const before = vault.events.length;
  await vault.run('contact.create', { name });
  const stored = () =>
    vault.events.slice(before).some((event) => event.type === 'sync' && event.status.reach === 'stored');
  await eventually(() => stored() && isStored(vault)(), `${name} to be stored`);
}

const notices = (vault: TestVault): string[] =>
  vault.events.flatMap((event) => (event.type === 'relay' ? [event.problem.message] : []));

test('another relay at the known address gets nothing until the owner trusts it; then it is filled, and the team follows', async () => {
  const owner = await createWorkspace('trust-owner', shellBridge);
  const url = await commands.startRelay();
  expectOk(await owner.api.connectRelay(url));
  await owner.run('contact.create', { name: 'Ann' });
  const manager = await letIn(owner, 'trust-manager', 'manager');
  await eventually(() => manager.table('contacts').length === 1, 'the manager to see Ann');
  await eventually(isStored(owner), 'everything to be stored');

  await commands.stopRelay(url);
  await commands.restartRelay(url, true);
  for (const vault of [owner, manager])
    await eventually(
      () => status(vault)?.problemCode === 'relay.other-identity',
      'the other identity to be noticed',
    );
  expect(await owner.api.connectRelay(url)).toMatchObject({ error: { code: 'relay.other-identity' } });
  expect(await manager.api.trustRelay()).toMatchObject({ error: { code: 'team.not-owner' } });
  // Not even ids: the relay has never heard of this workspace.
  const { members } = await owner.api.team();
  expect((await commands.readRelay(url)).includes(members[0]!.devices[0]!.id)).toBe(false);

  await owner.run('contact.create', { name: 'Bea' });
  expectOk(await owner.api.trustRelay());
  await eventually(isStored(owner), 'the new relay to be full');
  await eventually(() => manager.table('contacts').length === 2, 'the manager to follow the owner’s word');
  // A new relay has lost nothing.
  expect(notices(owner)).toEqual([]);
  expect((await owner.api.health()).relayLosses).toEqual([]);
  await owner.api.lock();
  await manager.api.lock();
});

test('a relay that was set back to an old state is given back what it lost, also after a restart, and the owner is told', async () => {
  const owner = await createWorkspace('back-owner', shellBridge);
  const url = await commands.startRelay();
  expectOk(await owner.api.connectRelay(url));
  await addStored(owner, 'Ann');
  await commands.keepRelay(url);
  await eventually(() => !isStored(owner)(), 'the relay to be gone');
  await eventually(isStored(owner), 'the relay to be back');
  expect((await owner.api.health()).relayLosses).toEqual([]);
  await addStored(owner, 'Bea');
  await owner.api.lock();
  await commands.setBackRelay(url);

  const again = openVault('back-owner', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  await eventually(() => notices(again).length > 0, 'the loss to be told');
  expect(notices(again)).toEqual(['The relay had lost work that it had stored. This device gave it back.']);
  const [loss, ...more] = (await again.api.health()).relayLosses;
  expect(more).toEqual([]);
  expect(loss?.givenBackAt).toBeGreaterThanOrEqual(loss!.at);
  await eventually(isStored(again), 'everything to be stored again');
  await again.api.lock();

  // Work that the relay has never had is no loss, and what was told is remembered.
  await commands.stopRelay(url);
  const third = openVault('back-owner', shellBridge);
  expectOk(await third.api.unlock(passphrase));
  await third.run('contact.create', { name: 'Carla' });
  await commands.restartRelay(url, false);
  await eventually(isStored(third), 'Carla to be stored');
  expect(notices(third)).toEqual([]);
  expect((await third.api.health()).relayLosses).toEqual([loss]);
  await third.api.lock();
});

test('a relay that takes workspaces by token gets it again by itself when it has lost its data', async () => {
  const token = 'a-token-of-the-operator';
  const owner = await createWorkspace('token-owner', shellBridge);
  const url = await commands.startRelay({ tokens: [token], identityApart: true });
  expect(await owner.api.connectRelay(url)).toMatchObject({
    error: { code: 'relay.workspace.token-needed' },
  });
  expect(status(owner)?.connection).toBe('none');
  expectOk(await owner.api.connectRelay(url, token));
  await eventually(isStored(owner), 'everything to be stored');
  await commands.stopRelay(url);
  await commands.restartRelay(url, true);
  await owner.run('contact.create', { name: 'Ann' });
  await eventually(isStored(owner), 'the wiped relay to be full again');
  await owner.api.lock();
});

test('a relay that does not prove who it is gets nothing, and is not kept', async () => {
  const url = await commands.startRelay();
  let proof: string | undefined;
  /** Somebody on the way, who has the relay's name and not its key. */
  const bridge: Bridge = {
    ...shellBridge,
    async call(name, args) {
      const answer = await shellBridge.call(name, args);
      if (!answer.ok || (args as { path?: string }).path !== '/v1/auth/challenge') return answer;
      const { value } = answer as { value: { body: object } };
      return { ok: true, value: { ...value, body: { ...value.body, proof } } } as never;
    },
  };
  const owner = await createWorkspace('proof-owner', bridge);
  for (proof of [undefined, 'no signature', 'A'.repeat(86)])
    expect(await owner.api.connectRelay(url)).toMatchObject({ error: { code: 'relay.not-proven' } });
  expect(status(owner)?.connection).toBe('none');
  await owner.api.lock();
});

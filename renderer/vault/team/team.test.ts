import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { dutchBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, forgetDevice, openVault, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());

const names = (vault: TestVault): string[] =>
  vault
    .table('contacts')
    .map(({ name }) => name)
    .toSorted();

async function ownerAtRelay(name: string): Promise<{ owner: TestVault; relayUrl: string }> {
  const owner = await createWorkspace(name, shellBridge);
  const relayUrl = await commands.startRelay();
  expectOk(await owner.api.connectRelay(relayUrl));
  return { owner, relayUrl };
}

test('a technician who is let in sees contacts and jobs, and neither money nor conversations', async () => {
  const { owner } = await ownerAtRelay('team-owner');
  const { id: contactId } = await owner.run('contact.create', { name: 'Ann' });
  await owner.run('job.create', { contactId, title: 'Leak' });
  await owner.run('business.setUp', { profile: dutchBusiness, services: [] });
  await owner.run('invoice.draft', { contactId });
  const technician = await letIn(owner, 'team-technician', 'technician');
  await eventually(
    () => names(technician).length === 1 && technician.table('jobs').length === 1,
    'contacts and jobs to arrive',
  );
  expect(technician.table('documents')).toEqual([]);
  expect(await technician.api.run('invoice.draft', { contactId })).toMatchObject({
    ok: false,
    error: { code: 'access.denied' },
  });

  await technician.run('contact.create', { name: 'Bea' });
  await eventually(() => names(owner).length === 2, 'the technician’s contact to reach the owner');
  const team = await owner.api.team();
  expect(team.members.map(({ role, devices }) => [role, devices.length])).toEqual([
    ['owner', 1],
    ['technician', 1],
  ]);
  await owner.api.lock();
});

test('who is taken out gets nothing new, and nothing of theirs counts any more', async () => {
  const { owner } = await ownerAtRelay('out-owner');
  await owner.run('contact.create', { name: 'Ann' });
  const manager = await letIn(owner, 'out-manager', 'manager');
  const helper = await letIn(owner, 'out-helper', 'technician');
  await eventually(() => names(manager).length === 1 && names(helper).length === 1, 'all to see Ann');

  const { members } = await owner.api.team();
  const gone = members.find(({ role }) => role === 'technician')!;
  expectOk(await owner.api.removeMember(gone.id));
  await helper.run('contact.create', { name: 'Written after removal' });
  await owner.run('contact.create', { name: 'Bea' });
  await eventually(() => names(manager).includes('Bea'), 'the rest of the team to go on');
  await manager.run('contact.create', { name: 'Carla' });
  await eventually(() => names(owner).includes('Carla'), 'the owner to see the manager’s work');
  expect(names(helper)).not.toContain('Bea');
  expect(names(owner)).toEqual(['Ann', 'Bea', 'Carla']);
  expect(names(manager)).toEqual(['Ann', 'Bea', 'Carla']);
  await owner.api.lock();
});

test('of who leaves it is noted which keys outside they knew, and of who never had them it is not', async () => {
  const { owner } = await ownerAtRelay('keys-owner');
  const { id } = await owner.run('channel.connect', {
    kind: 'whatsapp',
    name: 'Main line',
    phoneNumberId: '106540352242922',
    businessAccountId: '102290129340398',
    accessToken: 'token-1',
    appSecret: 'secret-1',
    graphUrl: 'https://graph.facebook.com',
  });
  await letIn(owner, 'keys-manager', 'manager');
  await letIn(owner, 'keys-helper', 'technician');
  const { members } = await owner.api.team();
  const memberOf = (role: string) => members.find((member) => member.role === role)!;
  const channel = () => owner.table('channels').find((one) => one.id === id);

  expectOk(await owner.api.removeMember(memberOf('technician').id));
  expect(channel()).not.toHaveProperty('accessTokenExposed');
  const { id: managerId, name, access } = memberOf('manager');
  const { secrets: _secrets, ...less } = access;
  expectOk(await owner.api.setAccess(managerId, less));
  const exposed = expect.objectContaining({ to: name });
  expect(channel()).toMatchObject({ accessTokenExposed: exposed, appSecretExposed: exposed });
  await owner.run('channel.update', { id, fields: { accessToken: 'token-2', appSecret: 'secret-2' } });
  expectOk(await owner.api.removeMember(managerId));
  expect(channel()).not.toHaveProperty('accessTokenExposed');
  await owner.api.lock();
});

test('the words alone bring the workspace back on a new device', async () => {
  const { owner, relayUrl } = await ownerAtRelay('words-owner');
  await owner.run('contact.create', { name: 'Ann' });
  const words = owner.words;
  await eventually(() => {
    const last = owner.events.findLast((event) => event.type === 'sync');
    return last?.type === 'sync' && last.status.reach === 'stored' && last.status.connection === 'online';
  }, 'everything to be stored');
  await forgetDevice('words-new');
  const fresh = openVault('words-new', shellBridge);
  expectOk(
    await fresh.api.recover({
      relayUrl,
      recoveryWords: words,
      passphrase: 'a new passphrase',
      deviceName: 'New laptop',
    }),
  );
  await fresh.loaded();
  await eventually(() => names(fresh).includes('Ann'), 'the books to come from the relay');
  await fresh.run('contact.create', { name: 'Bea' });
  await eventually(async () => {
    const { members } = await fresh.api.team();
    return members[0]?.devices.map(({ name }) => name).join() === 'New laptop';
  }, 'the team to have the new device in the place of the lost one');
  expect((await fresh.api.team()).reset?.why).toBe('recovered');
  await eventually(() => {
    const last = owner.events.findLast((event) => event.type === 'sync');
    return last?.type === 'sync' && last.status.problemCode === 'relay.auth.removed';
  }, 'the old device to be told that it is out');
  // Also when it changes the team as it knows it.
  expect(await owner.api.trustRelay()).toMatchObject({ error: { code: 'relay.auth.removed' } });
  expect(names(owner)).toEqual(['Ann']);
  await fresh.api.lock();
  await owner.api.lock();
});

test('an owner who meets nobody at a relay makes other words too, and brings these to a relay later', async () => {
  const owner = await createWorkspace('alone-owner', shellBridge);
  const next = await owner.api.newRecoveryWords();
  expectOk(await owner.api.renewWords({ old: owner.words, new: next }));
  // Asked for again, as after a disk that was full: nothing more is to do.
  expectOk(await owner.api.renewWords({ old: owner.words, new: next }));
  await owner.api.lock();
  expect(await owner.api.unlockWithWords(owner.words, 'another passphrase')).toMatchObject({ ok: false });
  expectOk(await owner.api.unlockWithWords(next, 'another passphrase'));
  await owner.loaded();
  await owner.run('contact.create', { name: 'Ann' });
  expectOk(await owner.api.connectRelay(await commands.startRelay()));
  const technician = await letIn(owner, 'alone-technician', 'technician');
  await eventually(() => names(technician).includes('Ann'), 'the technician to see Ann');
  await technician.api.lock();
  await owner.api.lock();
});

test('other words take the place of the present ones: these open nothing more, and everybody reads of it', async () => {
  const { owner, relayUrl } = await ownerAtRelay('renew-owner');
  const manager = await letIn(owner, 'renew-manager', 'manager');
  const next = await owner.api.newRecoveryWords();
  const wrong = await owner.api.renewWords({ old: await owner.api.newRecoveryWords(), new: next });
  expect(wrong).toMatchObject({ error: { code: 'vault.wrong-words' } });
  expect(await manager.api.renewWords({ old: next, new: next })).toMatchObject({ ok: false });
  expectOk(await owner.api.renewWords({ old: owner.words, new: next }));
  await owner.run('contact.create', { name: 'Ann' });
  await eventually(() => names(manager).includes('Ann'), 'the manager to go on under the new keys');
  for (const vault of [owner, manager]) expect((await vault.api.team()).reset?.why).toBe('new-words');

  await forgetDevice('renew-new');
  const fresh = openVault('renew-new', shellBridge);
  const from = { relayUrl, passphrase: 'a new passphrase', deviceName: 'New laptop' };
  expect(await fresh.api.recover({ ...from, recoveryWords: owner.words })).toMatchObject({
    error: { code: 'relay.auth.unknown-words' },
  });
  expectOk(await fresh.api.recover({ ...from, recoveryWords: next }));
  await fresh.loaded();
  await eventually(() => names(fresh).includes('Ann'), 'the books to come by the new words');
  await owner.api.lock();
  expect(await owner.api.unlockWithWords(owner.words, 'another passphrase')).toMatchObject({ ok: false });
  expectOk(await owner.api.unlockWithWords(next, 'another passphrase'));
  await owner.loaded();
  await owner.api.lock();
  await fresh.api.lock();
});

test('a bad link, a used one and a withdrawn one each say so, and leave the device empty', async () => {
  const { owner } = await ownerAtRelay('links-owner');
  await forgetDevice('links-new');
  const device = openVault('links-new', shellBridge);
  expect(await device.api.join({ link: 'plumbline://join#join=abc', deviceName: 'x' })).toMatchObject({
    error: { code: 'team.bad-link' },
  });
  const { link, id } = expectOk(await owner.api.invite({ name: 'Tom', role: 'manager' }));
  expectOk(await device.api.join({ link, deviceName: 'x' }));
  const other = openVault('links-other', shellBridge);
  expect((await other.api.join({ link, deviceName: 'y' })).ok).toBe(false);
  expectOk(await owner.api.withdrawInvitation(id));
  expect((await device.api.finishJoin('a good passphrase')).ok).toBe(false);
  expect(await device.api.state()).toMatch(/^(empty|lost)$/);
  await owner.api.lock();
});

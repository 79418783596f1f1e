import { expect, test } from 'vitest';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { extend } from '#shared/sync/chain.ts';
import { openGrant } from '../keys/grants.ts';
import { type Keybag, newDeviceKeys } from '../keys/keybag.ts';
import { chainOf } from '../keys/memberships.ts';
import { foundWorkspace } from '../testing/found-workspace.ts';
import { adopt } from './adopt.ts';
import { nextMembership, type NewDevice, type TeamChange } from './change.ts';
import { asNewDevice } from './own-device.ts';
import { readRoster, type Roster } from '../keys/roster.ts';

const crypto = webCrypto(globalThis.crypto);

interface State {
  keybag: Keybag;
  roster: Roster;
}

async function begun(): Promise<State> {
  const keybag = await foundWorkspace(crypto);
  return { keybag, roster: expectOk(await readRoster(crypto, keybag.membership, keybag.workspace)) };
}

const changed = async ({ keybag, roster }: State, change: TeamChange): Promise<State> =>
  expectOk(await nextMembership(crypto, keybag, roster, change));

async function device(
  memberId: string,
): Promise<{ keys: Awaited<ReturnType<typeof newDeviceKeys>>; entry: NewDevice }> {
  const keys = await newDeviceKeys(crypto);
  const entry = { id: keys.deviceId, memberId, signKey: keys.signing.publicKey, boxKey: keys.box.publicKey };
  return { keys, entry };
}

const places = ({ roster }: State): (number | undefined)[] => roster.record.devices.map(({ place }) => place);

test('a removal changes the key that webhooks are sealed to; who stays gets it and those before, who never had it gets none', async () => {
  const first = await begun();
  const [manager, technician, leaver] = [
    await device('manager1'),
    await device('worker01'),
    await device('leaver01'),
  ];
  const managed = await changed(first, {
    addMember: { id: 'manager1', role: 'manager', access: presets.manager },
    addDevice: manager.entry,
  });
  const worked = await changed(managed, {
    addMember: { id: 'worker01', role: 'technician', access: presets.technician },
    addDevice: technician.entry,
  });
  const full = await changed(worked, {
    addMember: { id: 'leaver01', role: 'manager', access: presets.manager },
    addDevice: leaver.entry,
  });
  const after = await changed(full, { removeMember: 'leaver01' });
  expect(after.keybag.inbox?.publicKey).not.toBe(first.keybag.inbox?.publicKey);
  expect(after.keybag.formerInboxes).toEqual([first.keybag.inbox]);

  const asSeenBy = async ({ keys }: typeof manager): Promise<Keybag> =>
    expectOk(await adopt(crypto, { ...full.keybag, ...keys }, chainOf(after.keybag))).keybag;
  const stays = await asSeenBy(manager);
  expect([stays.inbox, stays.formerInboxes]).toEqual([after.keybag.inbox, [first.keybag.inbox]]);
  const without = await asSeenBy(technician);
  expect([without.inbox, without.formerInboxes]).toEqual([undefined, undefined]);
  expect(after.roster.record.grants?.[leaver.keys.deviceId]).toBeUndefined();
});

test('each device gets a place of its own, and that of one that has left is given to nobody', async () => {
  const first = await begun();
  const { memberId } = first.keybag;
  const second = await device(memberId);
  const two = await changed(first, { addDevice: second.entry });
  const gone = await changed(two, { removeDevices: [second.keys.deviceId] });
  const third = await changed(gone, { addDevice: (await device(memberId)).entry });
  expect([places(first), places(two), places(gone), places(third)]).toEqual([[1], [1, 2], [1], [1, 3]]);
});

test('a backup of an owner takes the place of the device that made it; one of a member stays the device that it was', async () => {
  const first = await begun();
  const { keybag } = first;
  const restored = expectOk(await asNewDevice(crypto, keybag));
  expect(restored.deviceId).not.toBe(keybag.deviceId);
  expect(restored.restoredFrom?.deviceId).toBe(keybag.deviceId);
  const { record } = expectOk(await readRoster(crypto, restored.membership, restored.workspace));
  expect(record.devices.map(({ id, place }) => [id, place])).toEqual([[restored.deviceId, 2]]);
  expect(record.formerDevices?.map(({ id }) => id)).toEqual([keybag.deviceId]);
  const shown = expectOk(await extend(crypto, chainOf(keybag), [restored.membership]));
  expect(shown.what === 'chain' && shown.chain).toHaveLength(2);

  const helper = await device('worker01');
  const { keybag: withHelper } = await changed(first, {
    addMember: { id: 'worker01', role: 'technician', access: presets.technician },
    addDevice: helper.entry,
  });
  const member = { ...withHelper, ...helper.keys, memberId: 'worker01' };
  expect(expectOk(await asNewDevice(crypto, member))).toBe(member);
});

test('who is no owner signs no change, and a change that somebody else has signed in their place is none', async () => {
  const first = await begun();
  const helper = await device('worker01');
  const { keybag, roster } = await changed(first, {
    addMember: { id: 'worker01', role: 'technician', access: presets.technician },
    addDevice: helper.entry,
  });
  const asHelper = { ...keybag, ...helper.keys, memberId: 'worker01' };
  const refusal = await nextMembership(crypto, asHelper, roster, { newKeys: true });
  expect(refusal).toMatchObject({ ok: false, error: { code: 'team.not-owner' } });
  const forged = { ...asHelper, deviceId: keybag.deviceId };
  const next = expectOk(await nextMembership(crypto, forged, roster, { newKeys: true }));
  const taken = await extend(crypto, chainOf(keybag), [next.roster.signed]);
  expect(taken).toMatchObject({ ok: false, error: { code: 'membership.bad-signature' } });
});

test('the recovery words open the keys of every epoch, and the keys lie in nobody’s grant but theirs', async () => {
  const first = await begun();
  const second = await device(first.keybag.memberId);
  const two = await changed(first, { addDevice: second.entry });
  const after = await changed(two, { removeDevices: [second.keys.deviceId] });
  const { seals = {} } = after.roster.signed;
  expect(Object.keys(seals).toSorted()).toEqual([first.keybag.deviceId, 'recovery'].toSorted());
  expect(seals['recovery']).not.toBe(two.roster.signed.seals?.['recovery']);
  // What the removed laptop holds opens nothing of it.
  const boxPrivateKey = second.keys.box.privateKey;
  const { workspace } = first.keybag;
  const opened = await openGrant(crypto, { id: 'recovery', boxPrivateKey, workspace }, seals['recovery']!);
  expect(opened.ok).toBe(false);
  const texts = JSON.stringify([two.keybag, after.keybag]);
  for (const secret of ['owner', 'recoveryDrop', 'root', 'relayUrl'])
    expect(texts).not.toContain(`"${secret}"`);
});

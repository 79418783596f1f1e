import '../fakes.ts';
import { expect, test } from 'vitest';
import { extend } from '#shared/sync/chain.ts';
import type { Membership, SignedMembership } from '#shared/sync/membership.ts';
import { expectOk } from '#shared/lib/result.ts';
import { type Keybag, newDeviceKeys } from '#renderer/vault/keys/keybag.ts';
import { chainOf } from '#renderer/vault/keys/memberships.ts';
import { connectRelay } from '#renderer/vault/sync/connect-relay.ts';
import { forged, putAt } from '../adversary/forgery.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import type { Device } from '../device.ts';
import { createLife } from '../life.ts';
import { createRandom } from '../random.ts';
import { namesOn, withTeam, writes } from '../small-world.ts';
import type { World } from '../world.ts';

const crypto = createSimulatedCrypto(createRandom('takeovers'));

const keysOf = (device: Device): Keybag => structuredClone(device.session.keyring.keybag);
const rosterOf = (device: Device) => device.session.keyring.roster;

/** What the relay and a device make of it. */
async function judged(world: World, signed: SignedMembership, by: Device): Promise<[number, boolean]> {
  const { keybag } = by.session.keyring;
  const status = await putAt(world, keybag.workspace, signed);
  const known = chainOf(keybag);
  const shown = await extend(crypto, known, [signed]);
  return [status, shown.ok && shown.value.what === 'chain' && shown.value.chain !== known];
}

test('S-2: a removed owner’s laptop takes nothing over, with all that it ever held', async () => {
  await withTeam(['owner', 'owner', 'manager'], async ([owner, laptop, manager], world) => {
    const held = keysOf(laptop);
    const before = laptop.session.keyring.roster;
    expectOk(await owner.session.team.removeDevice(laptop.id));
    const knows = () => manager.session.keyring.roster.record.formerDevices?.length === 1;
    await world.until(() => (knows() ? undefined : 'the manager to know'));

    const own = await newDeviceKeys(crypto);
    const spy = {
      id: own.deviceId,
      memberId: held.memberId,
      signKey: own.signing.publicKey,
      boxKey: own.box.publicKey,
    };
    const { devices } = owner.session.keyring.roster.record;
    const changes: Partial<Membership>[] = [
      { devices: [...devices, spy], epoch: 3 },
      { devices: [...devices, spy], epoch: 3, signer: owner.id },
      { sequence: 99, devices: [spy] },
      { previous: before.hash, sequence: before.record.sequence + 1, devices: [...devices, spy] },
      { roots: [{ key: held.signing.publicKey }] },
    ];
    for (const change of changes) {
      const signed = await forged(held, rosterOf(owner), change);
      for (const by of [owner, manager]) {
        const [status, isTaken] = await judged(world, signed, by);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(isTaken).toBe(false);
      }
    }
    await writes(owner, 'After the removal');
    await world.until(() => (namesOn(manager).includes('After the removal') ? undefined : 'the manager'));
    expect(namesOn(laptop)).not.toContain('After the removal');
    const epochs = Object.keys(keysOf(laptop).compartments['people']!.epochs);
    expect(epochs).toEqual(['1']);
  });
});

test('S-3: only an owner’s device moves the team; a technician’s word moves nobody, and no secret goes along', async () => {
  await withTeam(['owner', 'manager', 'technician'], async ([owner, manager, technician], world) => {
    const elsewhere = await world.openRelay('http://127.0.0.1:9999');
    const bridge = technician.link.bridge(createLife());
    const refusal = await connectRelay(bridge, technician.session, elsewhere.url);
    expect(refusal).toMatchObject({ ok: false, error: { code: 'team.not-owner' } });
    const relay = { url: elsewhere.url, id: elsewhere.id };
    const signed = await forged(keysOf(technician), rosterOf(owner), { relay });
    for (const by of [owner, manager]) expect(await judged(world, signed, by)).toEqual([403, false]);
    for (const one of [owner, manager]) expect(one.status()?.relayUrl).toBe(world.relay.url);

    // Meta's secrets are for the relay that the membership names.
    const app = {
      appSecret: 'secret-of-the-app-0001',
      verifyToken: 'token-of-the-hook-0001',
      accounts: [],
    };
    const stranger = owner.session.relayClient(elsewhere.url);
    expect(await stranger.putHooks([app])).toMatchObject({ error: { code: 'relay.other-identity' } });

    // The owner's own move is followed by everybody.
    expectOk(await owner.session.team.useRelay(relay, owner.session.relayClient(elsewhere.url)));
    // Each connection signs in, and is shown where the team has gone.
    manager.link.cut();
    await world.until(() =>
      manager.session.keyring.roster.record.relay?.id === elsewhere.id ? undefined : 'the manager',
    );
    await world.until(() =>
      manager.status()?.relayUrl === elsewhere.url ? undefined : 'the manager to move',
    );
    await writes(owner, 'At the other relay');
    await world.until(() =>
      namesOn(manager).includes('At the other relay') ? undefined : 'the manager to see it',
    );
  });
});

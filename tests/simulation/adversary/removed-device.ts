import * as Y from 'yjs';
import { nextMembership } from '#renderer/vault/team/change.ts';
import { recoverKeybag } from '#renderer/vault/team/recovery.ts';
import { newDeviceKeys } from '#renderer/vault/keys/keybag.ts';
import { isDone } from '../actions.ts';
import { asNewcomer } from '../arrivals.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import type { Device } from '../device.ts';
import type { World } from '../world.ts';
import { type Adversary, impossible } from './adversary.ts';

/** Takes a device out of the team, and keeps it running. `ofOwner`: one of the owner's own. */
async function outcastOf(world: World, ofOwner: boolean): Promise<Device | string> {
  const { devices, removed, oracle } = world;
  const owner = devices[0]!;
  if (!owner.alive || !owner.link.online) return 'the owner is not there';
  const outcast = devices.find(
    (one) => one !== owner && one.alive && !removed.has(one) && (one.memberId === owner.memberId) === ofOwner,
  );
  if (outcast === undefined) return 'nobody can be taken out';
  const done = await owner.ask(({ team }) =>
    ofOwner ? team.removeDevice(outcast.id) : team.removeMember(outcast.memberId),
  );
  if (!isDone(done)) return 'the owner could not take anybody out';
  removed.add(outcast);
  oracle.removed(outcast);
  await world.sleep(2000);
  return outcast;
}

const knows = (device: Device, outcast: Device): boolean =>
  !device.session.keyring.roster.record.devices.some(({ id }) => id === outcast.id);

/** It writes on, and a relay in league with it hands that to those who know better. */
export const removedWritesOn: Adversary = {
  expects: 'no-effect',
  async attack(world) {
    const outcast = await outcastOf(world, false);
    if (typeof outcast === 'string') return impossible(outcast);
    await outcast.run('contact.create', { name: world.oracle.text(outcast) });
    const book = outcast.session.library.bookNamed('people')!;
    const informed = world.devices.filter(
      (one) => one.alive && !world.removed.has(one) && knows(one, outcast),
    );
    for (const device of informed) {
      const { outer } = device.session.library.bookNamed('people')!;
      Y.applyUpdate(outer, Y.encodeStateAsUpdate(book.outer), 'smuggled');
    }
    return { said: `${outcast.name}, to ${informed.length}` };
  },
};

/** A device of the owner signs the next membership with what it was given once, with a device of its own. */
export const removedSigns: Adversary = {
  expects: 'no-effect',
  async attack(world, _device, random) {
    const outcast = await outcastOf(world, true);
    if (typeof outcast === 'string') return impossible(outcast);
    const crypto = createSimulatedCrypto(random);
    const { keybag } = outcast.session.keyring;
    const { roster } = world.devices[0]!.session.keyring;
    const own = await newDeviceKeys(crypto);
    const addDevice = {
      id: own.deviceId,
      memberId: keybag.memberId,
      signKey: own.signing.publicKey,
      boxKey: own.box.publicKey,
    };
    const next = await nextMembership(crypto, keybag, roster, { addDevice });
    if (!next.ok) return impossible('it cannot sign');
    const path = `/v1/workspaces/${keybag.workspace}/membership`;
    const body = JSON.stringify(next.value.keybag.membership);
    const answer = await world.relay.handle({ method: 'PUT', path, headers: {}, body });
    await world.sleep(5000);
    return {
      said: `the relay says ${answer.status}`,
      judge: (remaining) =>
        remaining
          .filter(({ session }) =>
            session.keyring.roster.record.devices.some(({ id }) => id === own.deviceId),
          )
          .map((one) => `${one.name} takes over what a removed device has signed`),
    };
  },
};

/** It reads the keys of the epochs after it from what the recovery words are to bring back. */
export const removedReadsRecovery: Adversary = {
  expects: 'no-effect',
  async attack(world, _device, random) {
    const outcast = await outcastOf(world, true);
    if (typeof outcast === 'string') return impossible(outcast);
    const { recoveryDrop, epoch } = outcast.session.keyring.keybag;
    if (recoveryDrop === undefined) return impossible('it knows of no drop');
    await world.sleep(10_000);
    const got = await asNewcomer(world, random, (bridge, crypto) =>
      recoverKeybag({ bridge, crypto, relayUrl: world.relay.url, drop: recoveryDrop }),
    );
    const reads = got.ok && got.value.epoch > epoch;
    return {
      said: got.ok ? `epoch ${got.value.epoch}` : got.error.code,
      problems: reads ? ['a removed device reads the keys of the epoch after its removal'] : [],
    };
  },
};

import * as Y from 'yjs';
import { createSigner } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { recoveryBytes } from '#shared/sync/protocol.ts';
import { openGrant } from '#renderer/vault/keys/grants.ts';
import { type Keybag, newDeviceKeys } from '#renderer/vault/keys/keybag.ts';
import { isDone } from '../actions.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import type { Device } from '../device.ts';
import { forgiveOpenEnd, knowsOf } from '../removals.ts';
import type { World } from '../world.ts';
import { type Adversary, impossible } from './adversary.ts';
import { forged, putAt, showToAll } from './forgery.ts';

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
  forgiveOpenEnd(world, owner, outcast);
  await world.sleep(2000);
  return outcast.alive ? outcast : 'it has just crashed';
}

/** It writes on, and a relay in league with it hands that to those who know better. */
export const removedWritesOn: Adversary = {
  expects: 'no-effect',
  async attack(world) {
    const outcast = await outcastOf(world, false);
    if (typeof outcast === 'string') return impossible(outcast);
    await outcast.run('contact.create', { name: world.oracle.text(outcast) });
    if (!outcast.alive) return impossible('it has just crashed');
    const book = outcast.session.library.bookNamed('people')!;
    const informed = world.devices.filter(
      (one) => one.alive && !world.removed.has(one) && knowsOf(one, outcast),
    );
    for (const device of informed) {
      const { outer } = device.session.library.bookNamed('people')!;
      Y.applyUpdate(outer, Y.encodeStateAsUpdate(book.outer), 'smuggled');
    }
    return { said: `${outcast.name}, to ${informed.length}` };
  },
};

/**
 * A device of the owner signs the next membership with all that it was given, and lets a device of its own in: the relay
 * is asked to take it, and then shows it to everybody although it may not.
 */
export const removedSigns: Adversary = {
  expects: 'no-effect',
  async attack(world, _device, random) {
    const outcast = await outcastOf(world, true);
    if (typeof outcast === 'string') return impossible(outcast);
    const { keybag } = outcast.session.keyring;
    const { roster } = world.devices[0]!.session.keyring;
    const own = await newDeviceKeys(createSimulatedCrypto(random));
    const spy = {
      id: own.deviceId,
      memberId: keybag.memberId,
      signKey: own.signing.publicKey,
      boxKey: own.box.publicKey,
    };
    const signed = await forged(keybag, roster, { devices: [...roster.record.devices, spy] });
    const status = await putAt(world, keybag.workspace, signed);
    await showToAll(world, roster, signed);
    return {
      said: `the relay says ${status}`,
      problems: status < 400 ? ['the relay takes what a removed device has signed'] : [],
      judge: (remaining) =>
        remaining
          .filter(({ session }) => session.keyring.roster.record.devices.some(({ id }) => id === spy.id))
          .map((one) => `${one.name} takes over what a removed device has signed`),
    };
  },
};

/** It asks for the copy of the keys that is there for the words, and tries all its keys on all that the relay keeps. */
export const removedReadsRecovery: Adversary = {
  expects: 'no-effect',
  async attack(world) {
    const outcast = await outcastOf(world, true);
    if (typeof outcast === 'string') return impossible(outcast);
    const { keyring } = outcast.session;
    const { workspace, box, inbox, formerInboxes = [], signing } = keyring.keybag;
    const status = await asksForRecovery(world, keyring.crypto, { workspace, signing });
    const seals = sealsAt(world, workspace);
    const keys = [box, inbox, ...formerInboxes].flatMap((pair) => pair?.privateKey ?? []);
    const opened: string[] = [];
    for (const [id, sealed] of Object.entries(seals))
      for (const boxPrivateKey of keys)
        if ((await openGrant(keyring.crypto, { id, boxPrivateKey, workspace }, sealed)).ok) opened.push(id);
    return {
      said: `${status}, ${Object.keys(seals).length} seals`,
      problems: [
        ...(status < 400 ? ['a removed device is given the copy of the keys for the words'] : []),
        ...opened.map((id) => `a removed device opens the keys for ${id} of after its removal`),
      ],
    };
  },
};

/** Signs at the place of who has the words, with the one key that it has. */
async function asksForRecovery(
  { relay }: World,
  crypto: WebCrypto,
  { workspace, signing }: Pick<Keybag, 'workspace' | 'signing'>,
): Promise<number> {
  const ask = async (path: string, body: object) =>
    relay.handle({ method: 'POST', path, headers: {}, body: JSON.stringify(body) });
  const asked = await ask('/v1/auth/challenge', { workspace, device: workspace });
  const { challenge } = asked.body as { challenge: string };
  const sign = await createSigner(crypto, fromBase64Url(signing.privateKey));
  const signature = toBase64Url(await sign(recoveryBytes({ relayId: relay.id, root: workspace, challenge })));
  return (await ask('/v1/recovery', { root: workspace, challenge, signature })).status;
}

/** What a relay in league with it hands over. */
function sealsAt({ relay }: World, workspace: string): Record<string, string> {
  let seals = '{}';
  relay.changeDatabase((database) => {
    const row = database.prepare('select seals from workspaces where id = ?').get(workspace);
    seals = String(row?.['seals'] ?? seals);
  });
  return JSON.parse(seals) as Record<string, string>;
}

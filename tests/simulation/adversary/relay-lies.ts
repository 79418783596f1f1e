import * as Y from 'yjs';
import { createSigner } from '#shared/crypto/signing.ts';
import { sealUpdate } from '#shared/crypto/testing/seal-update.ts';
import { importAesKey } from '#shared/crypto/keys.ts';
import { onChannel, readChannelMessage } from '#shared/sync/channels.ts';
import { actions } from '../actions.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import type { Adversary } from './adversary.ts';
import { changeRooms } from './rooms.ts';

/** The relay goes back to what it had some seconds ago, and says nothing. */
export const relayRollsBack: Adversary = {
  expects: 'no-effect',
  async attack({ relay, sleep, oracle, devices }, _device, random) {
    relay.copy();
    for (const device of devices) if (device.alive) await actions.addContact(device, oracle, random);
    await sleep(random.below(4000));
    relay.kill();
    relay.rollBack();
    await relay.start();
    return { said: 'by some seconds' };
  },
};

/** What came in one room comes in others too. */
export const relayReplaysElsewhere: Adversary = {
  expects: 'no-effect',
  async attack({ sleep }, victim) {
    victim.link.tamper = (message) => {
      const read = readChannelMessage(message);
      if (read === undefined || !('frame' in read)) return [message];
      return [message, onChannel(read.channel + 1, Uint8Array.from(read.frame))];
    };
    await sleep(5000);
    return { said: victim.name };
  },
};

/** Envelopes with a key of its own under a listed device's name, and bytes that are none. */
export const relayForges: Adversary = {
  expects: 'no-effect',
  async attack(world, device, random) {
    const crypto = createSimulatedCrypto(random);
    const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign']);
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
    const sign = await createSigner(crypto, pkcs8);
    const key = await importAesKey(crypto, random.draw(new Uint8Array(32)));
    const lie = new Y.Doc();
    lie.getMap('contacts').set('forged', new Y.Map([['name', 'Forged']]));
    const update = Y.encodeStateAsUpdateV2(lie);
    const hand = { crypto, key, sign, device: device.id, epoch: 1 };
    const place = { workspace: '', book: '', room: '' };
    const forged = await sealUpdate(hand, place, update, { counter: 1_000_000 });
    const rooms = await changeRooms(world, (_room, _doc, envelopes) =>
      envelopes.push([forged, random.draw(new Uint8Array(200)), new Uint8Array()]),
    );
    return {
      said: `in ${rooms} rooms`,
      judge: (remaining) =>
        remaining.flatMap((one) =>
          one.session.library.get('contacts', 'forged') === undefined
            ? []
            : [`${one.name} took in what was forged`],
        ),
    };
  },
};

import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { createSigner, type Signer } from '#shared/crypto/signing.ts';
import { deriveBookKey, deriveRoomId, deriveRoomTag } from '#shared/crypto/keys.ts';
import { sealUpdate } from '#shared/crypto/testing/seal-update.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import {
  type Membership,
  rootSigner,
  type SignedMembership,
  signMembership,
} from '#shared/sync/membership.ts';
import { createKeyring, type Keyring } from '#renderer/vault/books/keyring.ts';
import { type Keybag, keybagSchema } from '#renderer/vault/keys/keybag.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import vectors from '#tests/fixtures/protocol-vectors.json' with { type: 'json' };

export { vectors };

/**
 * The same bytes in every run: specimens that differ from run to run would make a seed worthless. For tests
 * only: real nonces come from the system.
 */
export function steadyCrypto(): WebCrypto {
  let state = 0x9e37_79b9;
  return {
    subtle: webCrypto(globalThis.crypto).subtle,
    getRandomValues(array) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let i = 0; i < bytes.length; i++) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        bytes[i] = state >>> 24;
      }
      return array;
    },
  };
}

/** A device that takes part in the fuzzed workspace. */
export interface Player {
  id: string;
  sign: Signer;
  signKey: string;
}

/** The workspace of the protocol vectors: its keys are known, so that genuine things can be made. */
export interface FuzzWorld {
  crypto: WebCrypto;
  keybag: Keybag;
  keyring: Keyring;
  workspace: string;
  /** This device; one that may write, one that may only read, and one that was taken out. */
  self: Player;
  writer: Player;
  reader: Player;
  former: Player;
  record: Membership;
  sign(record: Membership): Promise<SignedMembership>;
  roomOf(book: string): Promise<string>;
  seal(
    from: Player,
    book: string,
    content: { update: Uint8Array; epoch?: number; level?: number; counter?: number },
  ): Promise<Uint8Array>;
}

export async function createFuzzWorld(): Promise<FuzzWorld> {
  const crypto = steadyCrypto();
  const bag = keybagSchema.parse(vectors.lock.keybag);
  const { workspace } = bag;
  const self: Player = {
    id: bag.deviceId,
    signKey: bag.signing.publicKey,
    sign: await createSigner(crypto, fromBase64Url(bag.signing.privateKey)),
  };
  const [writer, reader, former] = await Promise.all(
    [1, 2, 3].map((number) => newPlayer(crypto, `player-device-${number}0`, number)),
  );
  const tag = async (name: string): Promise<string> =>
    deriveRoomTag(crypto, fromBase64Url(bag.compartments[name]!.roomKey), workspace);
  const tags = await Promise.all(['index', 'people', 'talk'].map(tag));
  const all = (right: 'read' | 'write') => Object.fromEntries(tags.map((each) => [each, right]));
  const device = (player: Player, memberId: string) => ({
    id: player.id,
    memberId,
    signKey: player.signKey,
    boxKey: bag.box.publicKey,
  });
  const record: FuzzWorld['record'] = {
    version: 1,
    workspace,
    sequence: 7,
    epoch: bag.epoch,
    previous: null,
    signer: rootSigner,
    roots: [{ key: vectors.recovery.root.publicKey }],
    recovery: { sealKey: vectors.recovery.seal.publicKey, proofKey: vectors.recovery.proof.publicKey },
    members: [
      { id: bag.memberId, role: 'owner', access: all('write') },
      { id: 'member-writer-01', role: 'manager', access: all('write') },
      { id: 'member-reader-01', role: 'technician', access: all('read') },
    ],
    devices: [
      device(self, bag.memberId),
      device(writer!, 'member-writer-01'),
      device(reader!, 'member-reader-01'),
    ],
    formerDevices: [device(former!, 'member-former-01')],
  };
  const rootSign = await createSigner(crypto, fromBase64Url(vectors.recovery.root.privateKey));
  const sign = (each: Membership): Promise<SignedMembership> =>
    signMembership(each, each.signer === rootSigner ? rootSign : self.sign);
  const membership = await sign(record);
  const keybag: Keybag = { ...bag, membership, chain: [] };
  const roster = expectOk(await readRoster(crypto, membership, workspace));
  const roomOf = (book: string): Promise<string> =>
    deriveRoomId(crypto, fromBase64Url(bag.compartments[book]!.roomKey), workspace, book);

  return {
    crypto,
    keybag,
    keyring: await createKeyring(crypto, keybag, roster),
    workspace,
    self,
    writer: writer!,
    reader: reader!,
    former: former!,
    record,
    sign,
    roomOf,
    async seal(from, book, { update, epoch = bag.epoch, level = 0, counter = 1 }) {
      const secret = fromBase64Url(bag.compartments[book]!.epochs[epoch]!);
      const key = await deriveBookKey(crypto, secret, { workspace, book, epoch });
      const place = { workspace, book, room: await roomOf(book) };
      const hand = { crypto, key, sign: from.sign, device: from.id, epoch };
      return sealUpdate(hand, place, update, { level, counter });
    },
  };
}

/** PKCS #8 around a seed of 32 bytes (RFC 8410), so that the keys are the same in every run. */
export async function newPlayer(crypto: WebCrypto, id: string, number: number): Promise<Player> {
  const head = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ];
  const pkcs8 = new Uint8Array([...head, ...Array.from({ length: 32 }, (_, i) => number * 31 + i)]);
  const key = await globalThis.crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const { x = '' } = await globalThis.crypto.subtle.exportKey('jwk', key);
  return { id, signKey: toBase64Url(fromBase64Url(x)), sign: await createSigner(crypto, pkcs8) };
}

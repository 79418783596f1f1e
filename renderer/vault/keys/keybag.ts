import { z } from 'zod';
import { deriveRoomTag } from '#shared/crypto/keys.ts';
import { generateSealKey } from '#shared/crypto/seal.ts';
import { createSigner, generateSigningKey } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Compartment, compartments } from '#shared/domain/collections.ts';
import { type Access, presets } from '#shared/domain/roles.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { newId } from '#shared/lib/ids.ts';
import {
  type Membership,
  ownerRole,
  recoveryGrant,
  rootSigner,
  sealHash,
  signedMembershipSchema,
  signMembership,
} from '#shared/sync/membership.ts';
import { forTheWords, sealGrant } from './grants.ts';
import { type CompartmentKeys, compartmentKeysSchema, type KeyPair, keyPairSchema } from './key-schemas.ts';
import { publicOf, type WordKeys } from './recovery-words.ts';

const deviceKeysSchema = z.object({ deviceId: z.string(), signing: keyPairSchema, box: keyPairSchema });

/** Every secret of this device. It exists in memory while unlocked, and on disk only sealed. */
export const keybagSchema = z.looseObject({
  version: z.literal(1),
  workspace: z.string(),
  epoch: z.number().int().positive(),
  memberId: z.string(),
  deviceId: z.string(),
  signing: keyPairSchema,
  box: keyPairSchema,
  /** Opens what the relay seals: webhook bodies. Only for members who may answer customers. */
  inbox: keyPairSchema.optional(),
  /** Of the epochs before: open deliveries that still wait, the newest first. */
  formerInboxes: z.array(keyPairSchema).optional(),
  inboxRoom: z.string(),
  compartments: z.record(z.string(), compartmentKeysSchema),
  /** Who belongs to the workspace, as an owner's device signed it last. */
  membership: signedMembershipSchema,
  /** The memberships before it, without seals, the oldest first: from the root's own, or its last reset, on. */
  chain: z.array(signedMembershipSchema),
  /** Another history of the team that a relay has shown: the last of it, when, and what can settle it. */
  otherHistory: z
    .object({
      records: z.array(signedMembershipSchema),
      at: z.number(),
      settledBy: z.enum(['owner', 'words']),
    })
    .optional(),
  /** The device whose backup this one was made from: shows this one the team as it is now. */
  restoredFrom: deviceKeysSchema.optional(),
  /** The epoch under whose keys this device has sealed all books anew; an earlier one where it was cut off. */
  sealedEpoch: z.int().optional(),
});
export type Keybag = z.infer<typeof keybagSchema>;

/** A new workspace with its owner and this first device. The root signs once, and is not kept. */
export async function createKeybag(crypto: WebCrypto, words: WordKeys): Promise<Keybag> {
  const workspace = words.id;
  const own = await newDeviceKeys(crypto);
  const keys = Object.fromEntries(compartments.map((name) => [name, newCompartmentKeys(crypto, 1)]));
  const talkTag = await deriveRoomTag(crypto, fromBase64Url(keys['talk']!.roomKey), workspace);
  const memberId = newId(crypto);
  const inbox = await newInboxKeys(crypto);
  const inboxRoom = talkTag + randomText(crypto, 12);
  const access = await accessByTag(crypto, { workspace, compartments: keys }, presets.owner);
  const record: Membership = {
    version: 1,
    workspace,
    sequence: 1,
    epoch: 1,
    previous: null,
    signer: rootSigner,
    roots: [{ key: toBase64Url(words.root.publicKey) }],
    recovery: publicOf(words),
    inbox: { key: inbox.publicKey, room: inboxRoom },
    members: [{ id: memberId, role: ownerRole, access }],
    devices: [
      {
        id: own.deviceId,
        memberId,
        signKey: own.signing.publicKey,
        boxKey: own.box.publicKey,
        salt: newSalt(crypto),
        place: 1,
      },
    ],
  };
  const keybag = {
    version: 1 as const,
    workspace,
    epoch: 1,
    memberId,
    ...own,
    inbox,
    inboxRoom,
    compartments: keys,
    chain: [],
  };
  const sealed = await sealGrant(crypto, keybag, forTheWords(record), presets.owner);
  if (sealed === undefined) throw new Error('The words gave a key that nothing can be sealed to');
  const membership = await signMembership(
    { ...record, grants: { [recoveryGrant]: sealHash(sealed) } },
    await createSigner(crypto, words.root.privateKey),
    { [recoveryGrant]: sealed },
  );
  return { ...keybag, membership };
}

/** What makes a device: an id, and keys that never leave it. */
export async function newDeviceKeys(
  crypto: WebCrypto,
): Promise<Pick<Keybag, 'deviceId' | 'signing' | 'box'>> {
  return {
    deviceId: newId(crypto),
    signing: textual(await generateSigningKey(crypto)),
    box: textual(await generateSealKey(crypto)),
  };
}

/** What the names of a device's Yjs clients are made with: see `clientOf`. */
export function newSalt(crypto: WebCrypto): string {
  return randomText(crypto, 16);
}

/** What the relay seals webhook bodies to. */
export async function newInboxKeys(crypto: WebCrypto): Promise<KeyPair> {
  return textual(await generateSealKey(crypto));
}

export function newCompartmentKeys(crypto: WebCrypto, epoch: number): CompartmentKeys {
  return { roomKey: randomText(crypto, 32), epochs: { [epoch]: randomText(crypto, 32) } };
}

/** The same keys with a new one for the next epoch. */
export function withNextEpoch(crypto: WebCrypto, keys: CompartmentKeys, epoch: number): CompartmentKeys {
  return { ...keys, epochs: { ...keys.epochs, [epoch]: randomText(crypto, 32) } };
}

/** Access as the signed membership holds it: by tags, which tell the relay nothing about compartments. */
export async function accessByTag(
  crypto: WebCrypto,
  keybag: Pick<Keybag, 'workspace' | 'compartments'>,
  access: Access,
): Promise<Record<string, 'read' | 'write'>> {
  const entries = Object.entries(access).map(async ([name, right]) => {
    const key = fromBase64Url(keybag.compartments[name]!.roomKey);
    return [await deriveRoomTag(crypto, key, keybag.workspace), right] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** A compartment's key in an epoch; `undefined` when this device was not given it. */
export function compartmentKey(keybag: Keybag, compartment: Compartment, epoch: number): Bytes | undefined {
  const key = keybag.compartments[compartment]?.epochs[epoch];
  return key === undefined ? undefined : fromBase64Url(key);
}

export function roomKey(keybag: Keybag, compartment: Compartment): Bytes | undefined {
  const key = keybag.compartments[compartment]?.roomKey;
  return key === undefined ? undefined : fromBase64Url(key);
}

function randomText(crypto: WebCrypto, length: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(length)));
}

function textual(pair: { publicKey: Bytes; privateKey: Bytes }): KeyPair {
  return { publicKey: toBase64Url(pair.publicKey), privateKey: toBase64Url(pair.privateKey) };
}

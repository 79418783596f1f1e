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
  signedMembershipSchema,
  signMembership,
  workspaceIdOf,
} from '#shared/sync/membership.ts';

export const keyPairSchema = z.object({ publicKey: z.string(), privateKey: z.string() });
export type KeyPair = z.infer<typeof keyPairSchema>;

export const compartmentKeysSchema = z.object({
  /** Names the compartment's rooms; never rotated. */
  roomKey: z.string(),
  /** The compartment's key of each epoch, as base64url. */
  epochs: z.record(z.string(), z.string()),
});
export type CompartmentKeys = z.infer<typeof compartmentKeysSchema>;

export const recoveryDropSchema = z.object({ id: z.string(), key: z.string() });

const deviceKeysSchema = z.object({ deviceId: z.string(), signing: keyPairSchema, box: keyPairSchema });

/** Every secret of this device. It exists in memory while unlocked, and on disk only sealed. */
export const keybagSchema = z.looseObject({
  version: z.literal(1),
  workspace: z.string(),
  epoch: z.number().int().positive(),
  /** The workspace's root: only on the owner's devices. */
  owner: keyPairSchema.optional(),
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
  /** Who belongs to the workspace, as the owner signed it last. */
  membership: signedMembershipSchema,
  /** Where a copy of the owner's keys waits at the relay, and what opens it: both made from the recovery words. */
  recoveryDrop: recoveryDropSchema.optional(),
  /** The device whose backup this one was made from: shows this one the team as it is now. */
  restoredFrom: deviceKeysSchema.optional(),
  /**
   * Former devices of which this device has sealed anew all that counts: what else of them is found in its database
   * came after their removal.
   */
  settledDevices: z.array(z.string()).optional(),
  /**
   * Of the other former devices, the sequence of the membership with which this device learned of the removal: what
   * came under that one or a later one does not count.
   */
  formerSince: z.record(z.string(), z.int()).optional(),
  /** Where to begin on a device that has no books yet. */
  relayUrl: z.string().optional(),
  /** The identity of the relay there. */
  relayId: z.string().optional(),
});
export type Keybag = z.infer<typeof keybagSchema>;

/** A new workspace with its owner and this first device. */
export async function createKeybag(
  crypto: WebCrypto,
  recoveryDrop: z.infer<typeof recoveryDropSchema>,
): Promise<Keybag> {
  const owner = textual(await generateSigningKey(crypto));
  const workspace = workspaceIdOf(fromBase64Url(owner.publicKey));
  const own = await newDeviceKeys(crypto);
  const keys = Object.fromEntries(compartments.map((name) => [name, newCompartmentKeys(crypto, 1)]));
  const talkTag = await deriveRoomTag(crypto, fromBase64Url(keys['talk']!.roomKey), workspace);
  const memberId = newId(crypto);
  const record: Membership = {
    version: 1,
    workspace,
    sequence: 1,
    epoch: 1,
    previous: null,
    ownerKey: owner.publicKey,
    members: [
      {
        id: memberId,
        role: 'owner',
        access: await accessByTag(crypto, { workspace, compartments: keys }, presets.owner),
      },
    ],
    devices: [
      { id: own.deviceId, memberId, signKey: own.signing.publicKey, boxKey: own.box.publicKey, place: 1 },
    ],
  };
  return {
    version: 1,
    workspace,
    epoch: 1,
    owner,
    memberId,
    ...own,
    inbox: await newInboxKeys(crypto),
    inboxRoom: talkTag + randomText(crypto, 12),
    compartments: keys,
    membership: await signMembership(record, await createSigner(crypto, fromBase64Url(owner.privateKey))),
    recoveryDrop,
  };
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

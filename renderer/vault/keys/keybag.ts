import { z } from 'zod';
import { compartments, type Compartment } from '#shared/domain/collections.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { newId } from '#shared/lib/ids.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { generateSigningKey } from '#shared/crypto/signing.ts';
import { generateSealKey } from '#shared/crypto/seal.ts';
import { workspaceIdOf } from '#shared/sync/membership.ts';

const keyPairSchema = z.object({ publicKey: z.string(), privateKey: z.string() });

const compartmentKeysSchema = z.object({
  /** Names the compartment's rooms; never rotated. */
  roomKey: z.string(),
  /** The compartment's key of each epoch, as base64url. */
  epochs: z.record(z.string(), z.string()),
});

/** Every secret of this device. It exists in memory while unlocked, and on disk only sealed. */
export const keybagSchema = z.looseObject({
  version: z.literal(1),
  workspace: z.string(),
  epoch: z.number().int().positive(),
  /** The workspace's root: only on the owner's devices. */
  owner: keyPairSchema.optional(),
  memberId: z.string(),
  role: z.enum(['owner', 'manager', 'technician']),
  deviceId: z.string(),
  signing: keyPairSchema,
  box: keyPairSchema,
  /** Opens what the relay seals: webhook bodies. */
  inbox: keyPairSchema,
  inboxRoom: z.string(),
  compartments: z.record(z.string(), compartmentKeysSchema),
});
export type Keybag = z.infer<typeof keybagSchema>;

/** A new workspace with its owner and this first device. */
export async function createKeybag(crypto: WebCrypto): Promise<Keybag> {
  const owner = textual(await generateSigningKey(crypto));
  return {
    version: 1,
    workspace: workspaceIdOf(fromBase64Url(owner.publicKey)),
    epoch: 1,
    owner,
    memberId: newId(crypto),
    role: 'owner',
    deviceId: newId(crypto),
    signing: textual(await generateSigningKey(crypto)),
    box: textual(await generateSealKey()),
    inbox: textual(await generateSealKey()),
    inboxRoom: newRoomId(crypto),
    compartments: Object.fromEntries(compartments.map((name) => [name, newCompartmentKeys(crypto)])),
  };
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

function newCompartmentKeys(crypto: WebCrypto): z.infer<typeof compartmentKeysSchema> {
  return { roomKey: randomText(crypto, 32), epochs: { '1': randomText(crypto, 32) } };
}

function newRoomId(crypto: WebCrypto): string {
  return randomText(crypto, 18);
}

function randomText(crypto: WebCrypto, length: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(length)));
}

function textual(pair: { publicKey: Bytes; privateKey: Bytes }): z.infer<typeof keyPairSchema> {
  return { publicKey: toBase64Url(pair.publicKey), privateKey: toBase64Url(pair.privateKey) };
}

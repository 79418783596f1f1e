import { z } from 'zod';
import { createOpener } from '#shared/crypto/open.ts';
import { seal } from '#shared/crypto/seal.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Compartment } from '#shared/domain/collections.ts';
import type { Access } from '#shared/domain/roles.ts';
import { fromBase64Url, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type Membership, nomineeGrant, recoveryGrant } from '#shared/sync/membership.ts';
import { compartmentKeysSchema, keyPairSchema } from './key-schemas.ts';

/** The keys that one device is given: those of the compartments that its member may open, and no others. */
const grantSchema = z.looseObject({
  compartments: z.record(z.string(), compartmentKeysSchema),
  /** For members who may answer customers: opens what the relay seals. */
  inbox: keyPairSchema.optional(),
  formerInboxes: z.array(keyPairSchema).optional(),
  inboxRoom: z.string(),
});
export type Grant = z.infer<typeof grantSchema>;

/** `undefined` where the device’s key is none that anything can be sealed to, such as one of a low order. */
export async function sealGrant(
  crypto: WebCrypto,
  keybag: Grant & { workspace: string },
  device: { id: string; boxKey: string },
  access: Access,
): Promise<string | undefined> {
  const named = Object.keys(access) as Compartment[];
  const compartments = Object.fromEntries(named.map((name) => [name, keybag.compartments[name]!]));
  const { inbox, formerInboxes } = keybag;
  const inboxes = access.talk === 'write' ? { inbox, formerInboxes } : {};
  const grant: Grant = { compartments, ...inboxes, inboxRoom: keybag.inboxRoom };
  const text = utf8(JSON.stringify(grant));
  try {
    return toBase64Url(
      await seal(crypto, fromBase64Url(device.boxKey), text, grantInfo(keybag.workspace, device.id)),
    );
  } catch {
    return undefined;
  }
}

export async function openGrant(
  crypto: WebCrypto,
  device: { id: string; boxPrivateKey: string; workspace: string },
  sealed: string,
): Promise<Result<Grant>> {
  const open = await createOpener(crypto, fromBase64Url(device.boxPrivateKey));
  const bytes = await open(readBase64Url(sealed) ?? new Uint8Array(), grantInfo(device.workspace, device.id));
  if (!bytes.ok) return bytes;
  const grant = grantSchema.safeParse(parseJsonBytes(bytes.value));
  return grant.success
    ? ok(grant.data)
    : problem('team.bad-grant', 'The keys for this device cannot be read.');
}

/** In a device's place: the copy of the keys that only the recovery words open. */
export function forTheWords({ recovery }: Pick<Membership, 'recovery'>): { id: string; boxKey: string } {
  return { id: recoveryGrant, boxKey: recovery.sealKey };
}

/** The same, that only both halves of a nominee's kit open. */
export function forTheNominee({ nominee }: Pick<Membership, 'nominee'>): { id: string; boxKey: string }[] {
  return nominee === undefined ? [] : [{ id: nomineeGrant, boxKey: nominee.sealKey }];
}

function grantInfo(workspace: string, deviceId: string): string {
  return `plumbline grant ${workspace} ${deviceId}`;
}

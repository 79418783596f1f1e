import * as Y from 'yjs';
import { readHeader } from '#shared/crypto/envelope.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import { readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { roomTag } from '#shared/sync/membership.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Roster } from '../keys/roster.ts';
import type { Manifest } from './manifest.ts';

/** What the device that makes a backup signs. */
function vouchedBytes(workspace: string, contentHash: string): Bytes {
  return forPurpose('plumbline backup v1', utf8(`${workspace}\0${contentHash}`));
}

export async function vouch({ sign, keybag }: Keyring, contentHash: string): Promise<string> {
  return toBase64Url(await sign(vouchedBytes(keybag.workspace, contentHash)));
}

/** The device that made the backup; `undefined` where none has signed it that this team knows or knew. */
export async function makerOf({ maker, contentHash }: Manifest, roster: Roster): Promise<string | undefined> {
  const device = maker && (await roster.ownWriter(maker.device));
  const signature = maker && readBase64Url(maker.signature);
  if (maker === undefined || device === undefined || signature === undefined) return undefined;
  const signed = vouchedBytes(roster.record.workspace, contentHash);
  return (await device.verify(signature, signed)) ? maker.device : undefined;
}

/**
 * A room of a backup without what nobody in the team vouches for. Old keys are enough to forge a backup file: so
 * what a former device has signed counts only where a device made the backup whose member may write there today,
 * or where this device has stored the very same.
 */
export function withoutUnvouched(
  { room, update }: { room: string; update: Bytes },
  { roster, maker, stored }: { roster: Roster; maker: string | undefined; stored: Uint8Array[] },
): Bytes {
  const { devices, formerDevices = [] } = roster.record;
  const memberId = devices.find(({ id }) => id === maker)?.memberId;
  if (memberId !== undefined && roster.access(memberId, roomTag(room)) === 'write') return update;
  const former = new Set(formerDevices.map(({ id }) => id));
  const known = new Set(stored.filter((item) => item instanceof Uint8Array).map(toBase64Url));
  const outer = new Y.Doc();
  Y.applyUpdate(outer, update);
  const items = outer.getArray<unknown>(envelopesKey);
  const unvouched = (item: unknown): boolean => {
    const header = readHeader(item);
    return header.ok && former.has(header.value.device) && !known.has(toBase64Url(item as Uint8Array));
  };
  for (let index = items.length - 1; index >= 0; index--) {
    if (unvouched(items.get(index))) items.delete(index);
  }
  return Y.encodeStateAsUpdate(outer) as Bytes;
}

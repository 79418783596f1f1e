import { forPurpose } from '#shared/crypto/signing.ts';
import { readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
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
  const verify = maker && (await roster.verifier(maker.device));
  const signature = maker && readBase64Url(maker.signature);
  if (maker === undefined || verify === undefined || signature === undefined) return undefined;
  const signed = vouchedBytes(roster.record.workspace, contentHash);
  return (await verify(signature, signed)) ? maker.device : undefined;
}

import type { DatabaseSync } from 'node:sqlite';
import { createSigner } from '#shared/crypto/signing.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import {
  type Membership,
  membershipHash,
  type SignedMembership,
  signMembership,
} from '#shared/sync/membership.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import type { Roster } from '#renderer/vault/keys/roster.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import { createRandom } from '../random.ts';
import type { World } from '../world.ts';

/** A membership that a device signs with its own key on top of another one, whatever it may do. */
export async function forged(
  thief: Pick<Keybag, 'deviceId' | 'signing'>,
  { record, hash }: Pick<Roster, 'record' | 'hash'>,
  change: Partial<Membership>,
): Promise<SignedMembership> {
  const next = { ...record, sequence: record.sequence + 1, previous: hash, signer: thief.deviceId };
  const crypto = createSimulatedCrypto(createRandom('forgeries'));
  const sign = await createSigner(crypto, fromBase64Url(thief.signing.privateKey));
  return signMembership({ ...next, ...change }, sign);
}

/** What the relay makes of a membership that somebody puts there: a status. */
export async function putAt({ relay }: World, workspace: string, signed: SignedMembership): Promise<number> {
  const path = `/v1/workspaces/${workspace}/membership`;
  const body = JSON.stringify({ records: [signed] });
  const headers = { 'content-type': 'application/json' };
  return (await relay.handle({ method: 'PUT', path, headers, body })).status;
}

/**
 * For some seconds a relay that is in league with its signer shows everybody a membership that no honest one takes. It
 * has to follow what the relay has.
 */
export async function showToAll(
  { relay, sleep }: World,
  { record }: Pick<Roster, 'record'>,
  signed: SignedMembership,
): Promise<void> {
  const { workspace, sequence } = record;
  const hash = membershipHash(signed);
  const change = async (deed: (database: DatabaseSync) => void): Promise<void> => {
    relay.kill();
    relay.changeDatabase(deed);
    await relay.start();
  };
  let before: { hash: string; seals: string } | undefined;
  await change((database) => {
    before = database
      .prepare('select hash, seals from workspaces where id = ?')
      .get(workspace) as typeof before;
    // A relay that has forgotten the team has nothing to show.
    if (before === undefined) return;
    database
      .prepare(
        'insert or ignore into memberships (workspace, sequence, hash, payload, signature) values (?, ?, ?, ?, ?)',
      )
      .run(workspace, sequence + 1, hash, signed.payload, signed.signature);
    database
      .prepare('update workspaces set hash = ?, seals = ? where id = ?')
      .run(hash, before.seals, workspace);
  });
  const last = before;
  if (last === undefined) return;
  await sleep(5000);
  await change((database) => {
    database.prepare('delete from memberships where workspace = ? and hash = ?').run(workspace, hash);
    database
      .prepare('update workspaces set hash = ?, seals = ? where id = ? and hash = ?')
      .run(last.hash, last.seals, workspace, hash);
  });
}

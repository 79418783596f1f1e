import { createSigner } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { succeed } from '#shared/sync/chain.ts';
import { ownerRole, rootSigner } from '#shared/sync/membership.ts';
import { newSalt } from '../keys/keybag.ts';
import { publicOf, type WordKeys } from '../keys/recovery-words.ts';
import type { RosterRecord } from '../keys/roster.ts';
import type { Team } from './adopt.ts';
import { nextPlace } from './change.ts';
import { inboxOf, rotated, sealFor, signed, withGrants } from './signed-record.ts';

/**
 * The words were used on a new device, whose keybag this is: it is the owner's only one from now on. The owners'
 * devices of before are out, since who uses the words has lost them or trusts them no more; the rest of the team
 * stays. All keys are new.
 */
export function recovered(
  crypto: WebCrypto,
  { keybag, roster }: Team,
  deps: { words: WordKeys; now: number },
): Promise<Result<Team>> {
  // Whoever has the words gets in, from wherever they are.
  const { networks: _everywhere, ...record } = roster.record;
  const gone = (device: { memberId: string }): boolean =>
    record.members.find(({ id }) => id === device.memberId)?.role === ownerRole;
  const device = {
    id: keybag.deviceId,
    memberId: keybag.memberId,
    signKey: keybag.signing.publicKey,
    boxKey: keybag.box.publicKey,
    salt: newSalt(crypto),
    place: nextPlace(record),
  };
  return reset(crypto, { keybag, roster: { ...roster, record } }, deps.words, {
    reset: { at: deps.now, why: 'recovered' },
    devices: [...record.devices.filter((one) => !gone(one)), device],
    formerDevices: [
      ...(record.formerDevices ?? []),
      ...record.devices.filter(gone).map((one): typeof one => ({ ...one, asOwner: true })),
    ],
  });
}

/** Other words take the place of those of before, which then open and sign nothing more. All keys are new. */
export async function withOtherWords(
  crypto: WebCrypto,
  team: Team,
  words: { old: WordKeys; new: WordKeys },
  now: number,
): Promise<Result<Team>> {
  const { record } = team.roster;
  const root = record.roots.at(-1)!.key;
  // Done before, and cut off before the lock of this device had them.
  if (root === toBase64Url(words.new.root.publicKey)) return ok(team);
  if (root !== toBase64Url(words.old.root.publicKey)) {
    return problem(
      'vault.wrong-words',
      'These are not the recovery words of this workspace. Nothing was changed.',
      'Type the words that you wrote down last.',
    );
  }
  const sign = await createSigner(crypto, words.old.root.privateKey);
  const roots = await succeed(record, toBase64Url(words.new.root.publicKey), sign);
  const recovery = publicOf(words.new);
  return reset(crypto, team, words.new, { reset: { at: now, why: 'new-words' }, roots, recovery });
}

/** A record of the root, with which the chain begins anew. */
async function reset(
  crypto: WebCrypto,
  { keybag, roster }: Team,
  words: WordKeys,
  changed: Partial<RosterRecord>,
): Promise<Result<Team>> {
  const keys = await rotated(crypto, { ...keybag, otherHistory: undefined });
  // Who has the words has the business again, also one that was closed; nobody comes in who was named before.
  const {
    merges: _settled,
    closing: _closed,
    handover: _proposed,
    nominee: _ended,
    ...before
  } = roster.record;
  const record: RosterRecord = {
    ...before,
    ...changed,
    signer: rootSigner,
    previous: roster.hash,
    sequence: before.sequence + 1,
    epoch: keys.epoch,
    inbox: inboxOf(keys),
  };
  const seals = await sealFor(crypto, keys, record);
  return signed(crypto, keys, withGrants(record, seals, undefined), {
    sign: await createSigner(crypto, words.root.privateKey),
    seals,
    chain: (next) => [next],
  });
}

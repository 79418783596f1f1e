import type { Agreement } from '#shared/domain/handover.ts';
import { createSigner, createVerifier } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { succeed } from '#shared/sync/chain.ts';
import { handedOver, handoverBytes } from '#shared/sync/handover.ts';
import type { LastHeads } from '#shared/sync/membership.ts';
import { roomTag } from '#shared/sync/membership.ts';
import type { Keyring } from '../books/keyring.ts';
import { firstOf } from '../keys/memberships.ts';
import { publicOf, type WordKeys } from '../keys/recovery-words.ts';
import type { Roster, RosterRecord } from '../keys/roster.ts';
import type { Team } from './adopt.ts';
import { inboxOf, rotated, sealFor, signed, withGrants } from './signed-record.ts';

/** The record to which somebody agrees, behind the team as it is now; nothing where it proposes nobody. */
function agreedTo({ record, hash }: Roster, agreement: Pick<Agreement, 'root' | 'recovery' | 'at'>) {
  const { root, recovery, at } = agreement;
  return handedOver(record, hash, { key: root, recovery, at });
}

/** What a successor's device puts down: their words and their device sign the team as it would be. */
export async function agreementOf(
  crypto: WebCrypto,
  { keybag, roster }: Pick<Keyring, 'keybag' | 'roster'>,
  words: WordKeys,
  at: number,
): Promise<Result<Agreement>> {
  const recovery = publicOf(words);
  const root = toBase64Url(words.root.publicKey);
  const record = agreedTo(roster, { root, recovery, at });
  if (record?.reset?.to !== keybag.memberId) return notProposed;
  if (roster.record.roots.some(({ key }) => key === root)) return oldWords;
  const byRoot = await createSigner(crypto, words.root.privateKey);
  const byDevice = await createSigner(crypto, fromBase64Url(keybag.signing.privateKey));
  return ok({
    at,
    membership: roster.hash,
    deviceId: keybag.deviceId,
    root,
    recovery,
    byRoot: toBase64Url(await byRoot(handoverBytes(record, 'root'))),
    byDevice: toBase64Url(await byDevice(handoverBytes(record, 'device'))),
  });
}

/** Whether the member who is proposed now has agreed to the team as it is now, by a device of theirs. */
export async function isAgreed(crypto: WebCrypto, roster: Roster, agreement: Agreement): Promise<boolean> {
  const record = agreedTo(roster, agreement);
  if (record === undefined || agreement.membership !== roster.hash) return false;
  const device = roster.record.devices.find(({ id }) => id === agreement.deviceId);
  if (device?.memberId !== record.reset?.to) return false;
  const isSigned = async (key: string, by: 'root' | 'device', signature: string): Promise<boolean> => {
    const verify = await createVerifier(crypto, fromBase64Url(key));
    return verify(fromBase64Url(signature), handoverBytes(record, by));
  };
  try {
    return (
      (await isSigned(agreement.root, 'root', agreement.byRoot)) &&
      (await isSigned(device!.signKey, 'device', agreement.byDevice))
    );
  } catch {
    return false;
  }
}

/**
 * The record by which the business passes on: the last that the words of before sign. All keys are new; the successor's
 * device makes others once more, which who gave it up has never seen.
 */
export async function passedOn(
  crypto: WebCrypto,
  { keybag, roster }: Team,
  by: { words: WordKeys; agreement: Agreement; heads: Record<string, LastHeads> },
): Promise<Result<Team>> {
  const { words, agreement, heads } = by;
  const agreed = agreedTo(roster, agreement);
  if (agreed === undefined || !(await isAgreed(crypto, roster, agreement))) return notAgreed;
  const { record } = roster;
  if (record.roots.at(-1)!.key !== toBase64Url(words.root.publicKey)) return wrongWords;
  const sign = await createSigner(crypto, words.root.privateKey);
  const keys = await rotated(crypto, { ...keybag, otherHistory: undefined });
  const next: RosterRecord = {
    ...agreed,
    roots: await succeed(record, agreement.root, sign),
    reset: { ...agreed.reset!, proof: agreement.byRoot },
    inbox: inboxOf(keys),
    devices: agreed.devices.map((device) => withEnds(device, agreed, heads)),
  };
  const seals = await sealFor(crypto, keys, next);
  return signed(crypto, keys, withGrants(next, seals, undefined), { sign, seals, chain: (one) => [one] });
}

/** How far the work of an owner counts who stays as less: as an owner's, and where they may not write any more. */
function withEnds(
  device: RosterRecord['devices'][number],
  { reset, members }: RosterRecord,
  heads: Record<string, LastHeads>,
): RosterRecord['devices'][number] {
  if (device.memberId !== reset?.from) return device;
  const asOwner = heads[device.id] ?? {};
  const access = members.find(({ id }) => id === device.memberId)?.access ?? {};
  const closed = Object.entries(asOwner).filter(([room]) => access[roomTag(room)] !== 'write');
  return { ...device, asOwner, heads: { ...Object.fromEntries(closed), ...device.heads } };
}

/** The business has passed on, and nobody has made keys since that who gave it up does not know. */
export function hasToTakeOver({ keybag, roster }: Pick<Keyring, 'keybag' | 'roster'>): boolean {
  const { record } = firstOf(keybag);
  const isNews = record.reset?.why === 'handed-over' && roster.record.epoch === record.epoch;
  return isNews && record.reset?.to === keybag.memberId;
}

const notProposed = problem(
  'team.not-proposed',
  'Nobody proposes any more that the business passes to you. Nothing was changed.',
);
const oldWords = problem(
  'team.old-words',
  'These words have been the business’s before. Nothing was changed.',
  'Begin again, with words that are made now.',
);
const notAgreed = problem(
  'team.not-agreed',
  'The team has changed since the other side agreed, or they have not. Nothing was changed.',
  'Ask them to look at Settings → Team and to agree again.',
);
const wrongWords = problem(
  'vault.wrong-words',
  'These are not the recovery words of this workspace. Nothing was changed.',
  'Type the words that you wrote down last.',
);

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { type Bytes, fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { createVerifier } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { ChainPage, RoomAccess, Member, Membership } from '#shared/sync/membership.ts';
import { accessTo } from '#shared/sync/membership.ts';
import type { RemovalReceipt } from '#shared/sync/closing.ts';
import { mayConnect } from '#shared/sync/networks.ts';
import { authBytes, recoveryBytes, relayProofBytes } from '#shared/sync/protocol.ts';
import type { Tombstones } from '../closing/tombstones.ts';
import type { ClaimStore } from '../storage/claims.ts';
import type { DeriveKey, RelayIdentity } from './keys.ts';
import type { Memberships } from './memberships.ts';
import { createStamps } from './stamps.ts';

const challengeSeconds = 60;
const tokenSeconds = 15 * 60;

const challengeContent = z.object({ workspace: z.string(), device: z.string(), expires: z.number() });
const tokenContent = challengeContent.extend({ epoch: z.number(), start: z.string() });

export interface SignIn {
  workspace: string;
  device: string;
  challenge: string;
  /** Base64url. */
  signature: string;
  /** The newest epoch that the device knows. */
  epoch: number;
  /** The newest membership that it knows: what follows is shown where it is refused for that. */
  after: number;
  /** Names this start of the device: two that go by one name have two. */
  start: string;
  /** The network address that it comes from, as far as it is known. */
  address?: string | undefined;
}

/** Who has the recovery words: `root` is `rootId` of what they give. */
export interface Recovery {
  root: string;
  challenge: string;
  /** Base64url. */
  signature: string;
  after: number;
}

export interface Caller {
  device: string;
  /** See `SignIn`. */
  start: string;
  /** All of its member, this one too. */
  devices: string[];
  role: string;
  epoch: number;
  access(room: string): RoomAccess | undefined;
}

export interface Token {
  token: string;
  expiresInSeconds: number;
  /** The membership that the relay has, and its hash: a device with a newer one sends it. */
  sequence: number;
  head: string;
  epoch: number;
  /** The relay's clock (epoch milliseconds), so that a device can tell when its own is wrong. */
  time: number;
}

export interface Challenge {
  challenge: string;
  /** The relay's signature over the challenge and the device's nonce, base64url. */
  proof?: string;
}

export type RefusalCode =
  | 'bad-challenge'
  | 'bad-signature'
  | 'bad-token'
  | 'gone'
  | 'network'
  | 'removed'
  | 'stale-epoch'
  | 'unknown-words'
  | 'unknown-workspace';

export interface Refusal {
  code: RefusalCode;
  /** Why, for who has proven to be or to have been a member. */
  chain?: ChainPage | undefined;
  /** Of a workspace that is gone: what was removed. */
  receipt?: RemovalReceipt | undefined;
}

interface Deps {
  identity: RelayIdentity;
  memberships: Memberships;
  tombstones: Pick<Tombstones, 'find'>;
  marks: Pick<ClaimStore, 'useOnce'>;
  deriveKey: DeriveKey;
  crypto: WebCrypto;
  /** Milliseconds since 1970. */
  now: () => number;
}

const refuse = (code: RefusalCode, chain?: ChainPage) => err<Refusal>({ code, chain });

/** The member that a device belongs to; `undefined` when the record names it no more. */
export function memberOf(record: Membership, device: string): Member | undefined {
  const memberId = record.devices.find((one) => one.id === device)?.memberId;
  return record.members.find((one) => one.id === memberId);
}

/** Who may come in: a device proves its key once and then shows a token for some minutes. */
export function createCredentials(deps: Deps) {
  const { identity, memberships, tombstones, marks, deriveKey, crypto, now } = deps;
  const challenges = createStamps(deriveKey('challenges'));
  const tokens = createStamps(deriveKey('tokens'));

  function readStamp<T extends z.infer<typeof challengeContent>>(
    schema: z.ZodType<T>,
    content: unknown,
    workspace: string,
  ): T | undefined {
    const stamp = schema.safeParse(content);
    if (!stamp.success || stamp.data.workspace !== workspace || stamp.data.expires <= now()) return undefined;
    return stamp.data;
  }

  async function isFresh(challenge: string, { expires }: { expires: number }): Promise<boolean> {
    const mark = createHash('sha256').update(challenge).digest('base64url');
    return marks.useOnce(mark, expires, now());
  }

  async function isGenuine(signKey: string, signature: string, bytes: Bytes): Promise<boolean> {
    const verify = await createVerifier(crypto, fromBase64Url(signKey));
    return verify(fromBase64Url(signature), bytes);
  }

  const isDevice = (signKey: string, { workspace, device, challenge, signature }: SignIn): Promise<boolean> =>
    isGenuine(signKey, signature, authBytes({ relayId: identity.id, workspace, device, challenge }));

  /** Only who proves to have been a member learns what the membership is now, and nobody's keys with it. */
  async function refuseRemoved(signIn: SignIn): Promise<Result<never, Refusal>> {
    const { workspace, device, after } = signIn;
    const key = await memberships.formerKey(workspace, device);
    const wasMember = key !== undefined && (await isDevice(key, signIn));
    return refuse('removed', wasMember ? await memberships.pageAfter(workspace, after, false) : undefined);
  }

  /** Who belonged to a workspace that was closed is shown what its owner has signed, and goes by that. */
  async function refuseClosed(signIn: SignIn): Promise<Result<never, Refusal>> {
    const { workspace, device, after } = signIn;
    const left = await tombstones.find(workspace);
    if (left === undefined) return refuse('unknown-workspace');
    const { devices, formerDevices = [] } = left.record;
    const key = [...devices, ...formerDevices].find(({ id }) => id === device)?.signKey;
    if (key === undefined || !(await isDevice(key, signIn))) return refuse('gone');
    const chain = memberships.closedPage(left.records, workspace, after);
    return err({ code: 'gone', chain, receipt: left.receipt });
  }

  async function signIn(signIn: SignIn): Promise<Result<Token, Refusal>> {
    const { workspace, device, challenge } = signIn;
    const stamp = readStamp(challengeContent, challenges.read(challenge), workspace);
    if (stamp?.device !== device) return refuse('bad-challenge');
    const known = await memberships.find(workspace);
    if (known === undefined) return refuseClosed(signIn);
    const { record, hash: head } = known;
    const signKey = record.devices.find((one) => one.id === device)?.signKey;
    const member = memberOf(record, device);
    if (signKey === undefined || member === undefined) return refuseRemoved(signIn);
    if (!(await isDevice(signKey, signIn))) return refuse('bad-signature');
    // Whoever is refused hears of a list that was changed since.
    if (!mayConnect(record.networks, member.role, signIn.address))
      return refuse('network', await memberships.pageAfter(workspace, signIn.after, false));
    if (!(await isFresh(challenge, stamp))) return refuse('bad-challenge');
    if (signIn.epoch < record.epoch)
      return refuse('stale-epoch', await memberships.pageAfter(workspace, signIn.after, true));
    const { epoch, sequence } = record;
    const { start } = signIn;
    const token = tokens.issue({ workspace, device, epoch, start, expires: now() + tokenSeconds * 1000 });
    return ok({ token, expiresInSeconds: tokenSeconds, sequence, head, epoch, time: now() });
  }

  /** Whose token this is, if it is valid and its device still a member in the present epoch. */
  async function check(
    token: string | undefined,
    workspace: string,
    address: string | undefined,
  ): Promise<Result<Caller, Refusal>> {
    const stamp = token === undefined ? undefined : readStamp(tokenContent, tokens.read(token), workspace);
    if (stamp === undefined) return refuse('bad-token');
    const known = await memberships.find(workspace);
    if (known === undefined) return refuse('unknown-workspace');
    const { record } = known;
    const member = memberOf(record, stamp.device);
    if (member === undefined) return refuse('removed');
    if (!mayConnect(record.networks, member.role, address)) return refuse('network');
    if (stamp.epoch < record.epoch) return refuse('stale-epoch');
    const { device, epoch, start } = stamp;
    const devices = record.devices.filter(({ memberId }) => memberId === member.id).map(({ id }) => id);
    return ok({ device, start, devices, epoch, role: member.role, access: (room) => accessTo(member, room) });
  }

  /** Whether somebody has signed a challenge that was made for them, which counts once. */
  async function proves(
    { id, challenge, signature }: { id: string; challenge: string; signature: string },
    key: string,
    bytes: (relayId: string) => Bytes,
  ): Promise<Result<void, Refusal>> {
    const stamp = readStamp(challengeContent, challenges.read(challenge), id);
    if (stamp?.device !== id) return refuse('bad-challenge');
    if (!(await isGenuine(key, signature, bytes(identity.id)))) return refuse('bad-signature');
    return (await isFresh(challenge, stamp)) ? ok() : refuse('bad-challenge');
  }

  /** What only who has the words may see: the chain, and the keys that are sealed for them. */
  async function recover(wish: Recovery): Promise<Result<{ workspace: string } & ChainPage, Refusal>> {
    const { root, challenge, signature, after } = wish;
    const workspace = await memberships.ofRoot(root);
    const known = workspace === undefined ? undefined : await memberships.find(workspace);
    if (workspace === undefined || known === undefined) return refuse('unknown-words');
    const { proofKey } = known.record.recovery;
    const proven = await proves({ id: root, challenge, signature }, proofKey, (relayId) =>
      recoveryBytes({ relayId, root, challenge }),
    );
    if (!proven.ok) return proven;
    return ok({ workspace, ...(await memberships.pageAfter(workspace, after, true)) });
  }

  return {
    proves,
    recover,
    /** With a `nonce` of the device the relay proves its own identity first. */
    async challenge(workspace: string, device: string, nonce?: string): Promise<Challenge> {
      const mark = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
      const expires = now() + challengeSeconds * 1000;
      const challenge = challenges.issue({ workspace, device, nonce: mark, expires });
      if (nonce === undefined) return { challenge };
      const claim = { relayId: identity.id, workspace, device, challenge, nonce };
      return { challenge, proof: toBase64Url(await identity.sign(relayProofBytes(claim))) };
    },
    signIn,
    check,
  };
}
export type Credentials = ReturnType<typeof createCredentials>;

import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createSigner } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { presets } from '#shared/domain/roles.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { newId } from '#shared/lib/ids.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { headOf, readChain } from '#shared/sync/chain.ts';
import { chainPageSchema, nomineeGrant, type SignedMembership } from '#shared/sync/membership.ts';
import {
  letIn,
  nomineeProofBytes,
  type NomineeRequest,
  nomineeRequestSchema,
  sealedHalfSchema,
  standingNominee,
} from '#shared/sync/nominee.ts';
import { openGrant } from '../../keys/grants.ts';
import { accessByTag, type Keybag, newCompartmentKeys, newDeviceKeys, newSalt } from '../../keys/keybag.ts';
import { grown, kept, recordsOf } from '../../keys/memberships.ts';
import { readRoster } from '../../keys/roster.ts';
import { collectPages } from '../../sync/relay-chain.ts';
import { readBody, type RelayHttp } from '../../sync/relay-http.ts';
import { provenChallenge } from '../../sync/relay-identity.ts';
import type { Team } from '../adopt.ts';
import { nextPlace } from '../change.ts';
import { sealFor, signed, withGrants } from '../signed-record.ts';
import { meetRelay, reachRelay } from '../enrol.ts';
import { type KitKeys, openKit, type PrintKeys, readPrint } from './kit.ts';

const mostTries = 3;

/** What a nominee's device is told while it waits, by the relay's clock. */
export interface NomineeWait extends NomineeRequest {
  time: number;
}
const waitSchema = nomineeRequestSchema.extend({ time: z.number() });
const openedSchema = chainPageSchema.extend({ workspace: z.string(), half: sealedHalfSchema });

interface EnteringDeps {
  bridge: Bridge;
  crypto: WebCrypto;
  relayUrl: string;
  words: string[];
}

/** Somebody with the printed half at a relay, before they are let in anywhere. */
interface Entrant {
  crypto: WebCrypto;
  http: RelayHttp;
  relayId: string;
  print: PrintKeys;
}

/** Asks the relay for its half, or hears how far that is: to ask again changes nothing. */
export async function askAsNominee(deps: EnteringDeps & { isLook?: boolean }): Promise<Result<NomineeWait>> {
  const entrant = await arrive(deps);
  if (!entrant.ok) return entrant;
  return readBody(await askBy(entrant.value, 'request', { isLook: deps.isLook === true }), waitSchema);
}

/**
 * The keybag of a device of a new owner, from both halves. Its record is signed by the whole key, as the record before
 * says that it may be; everybody in the team sees it.
 */
export async function enterAsNominee(deps: EnteringDeps): Promise<Result<Keybag>> {
  const entrant = await arrive(deps);
  if (!entrant.ok) return entrant;
  for (let tries = 1; ; tries++) {
    const team = await openTeam(entrant.value);
    if (!team.ok) return team;
    const entered = await comeIn(deps.crypto, team.value);
    if (!entered.ok) return entered;
    const { keybag } = entered.value;
    const path = `/v1/workspaces/${keybag.workspace}/membership`;
    const body = { records: [recordsOf(keybag).at(-1)!] };
    const put = await entrant.value.http.request({ method: 'PUT', path, body });
    if (put.ok) return ok(keybag);
    // An owner's device has changed the team meanwhile: on top of that, if the kit still counts.
    const isOvertaken =
      put.error.code === 'relay.membership.not-next' || put.error.code === 'relay.membership.fork';
    if (!isOvertaken || tries === mostTries) return put;
  }
}

async function arrive({ bridge, crypto, relayUrl, words }: EnteringDeps): Promise<Result<Entrant>> {
  const print = await readPrint(crypto, words);
  if (!print.ok) return print;
  const reached = await reachRelay(bridge, relayUrl);
  if (!reached.ok) return reached;
  const relay = await meetRelay(reached.value, undefined);
  return relay.ok ? ok({ crypto, http: reached.value, relayId: relay.value, print: print.value }) : relay;
}

async function askBy(
  { crypto, http, relayId, print }: Entrant,
  act: 'request' | 'open',
  more: { after?: number; isLook?: boolean },
): Promise<Result<unknown>> {
  const { id, proof } = print;
  const challenge = await provenChallenge({ http, crypto, place: { workspace: id, device: id }, relayId });
  if (!challenge.ok) return challenge;
  const sign = await createSigner(crypto, proof.privateKey);
  const claim = { relayId, nominee: id, challenge: challenge.value, act };
  const signature = toBase64Url(await sign(nomineeProofBytes(claim)));
  const body = { id, challenge: challenge.value, signature, ...more };
  return http.request({ method: 'POST', path: `/v1/nominee/${act}`, body });
}

interface Opened extends Team {
  keys: KitKeys;
}

/** The team as the relay shows it, and the keys that are sealed to both halves. */
async function openTeam(entrant: Entrant): Promise<Result<Opened>> {
  const { crypto, print } = entrant;
  let opened: z.infer<typeof openedSchema> | undefined;
  const records = await collectPages(async (after) => {
    const page = readBody(await askBy(entrant, 'open', { after }), openedSchema);
    if (page.ok) opened = page.value;
    return page;
  });
  if (!records.ok) return records;
  const { workspace, half } = opened!;
  const keys = await openKit(crypto, print, half);
  return keys === undefined
    ? unreadable
    : readTeam(crypto, { print, keys, workspace, records: records.value });
}

async function readTeam(
  crypto: WebCrypto,
  {
    print,
    keys,
    workspace,
    records,
  }: {
    print: PrintKeys;
    keys: KitKeys;
    workspace: string;
    records: SignedMembership[];
  },
): Promise<Result<Opened>> {
  const chain = await readChain(crypto, workspace, records);
  if (!chain.ok) return chain;
  const { record, signed: head } = headOf(chain.value);
  const nominee = standingNominee(record);
  const isThis = nominee?.id === print.id && nominee.signKey === toBase64Url(keys.sign.publicKey);
  const sealed = head.seals?.[nomineeGrant];
  if (!isThis || sealed === undefined) return unreadable;
  const roster = await readRoster(crypto, head, workspace);
  if (!roster.ok) return roster;
  const boxPrivateKey = toBase64Url(keys.seal.privateKey);
  const grant = await openGrant(crypto, { id: nomineeGrant, boxPrivateKey, workspace }, sealed);
  if (!grant.ok) return unreadable;
  const { compartments, ...rest } = grant.value;
  const keybag: Keybag = {
    version: 1,
    workspace,
    epoch: record.epoch,
    memberId: newId(crypto),
    ...(await newDeviceKeys(crypto)),
    ...rest,
    compartments: { ...compartments, device: newCompartmentKeys(crypto, 1) },
    ...kept(chain.value),
  };
  return ok({ keybag, roster: roster.value, keys });
}

/** One more owner with this one device, and nothing else. */
async function comeIn(crypto: WebCrypto, { keybag, roster, keys }: Opened): Promise<Result<Team>> {
  const { record: before, hash } = roster;
  const { memberId, deviceId, signing, box } = keybag;
  const member = {
    id: memberId,
    role: 'owner' as const,
    access: await accessByTag(crypto, keybag, presets.owner),
  };
  const device = {
    id: deviceId,
    memberId,
    signKey: signing.publicKey,
    boxKey: box.publicKey,
    salt: newSalt(crypto),
    place: nextPlace(before),
  };
  const record = letIn(before, hash, { member, device });
  const sealed = await sealFor(crypto, keybag, record, [deviceId]);
  return signed(crypto, keybag, withGrants(record, sealed, roster), {
    sign: await createSigner(crypto, keys.sign.privateKey),
    seals: { ...roster.signed.seals, ...sealed },
    chain: (next) => grown(keybag, next),
  });
}

const unreadable = problem(
  'nominee.unreadable',
  'What the relay keeps for this kit cannot be read. Nothing was changed.',
  'Ask whoever runs the relay, or open a backup with the owner’s passphrase.',
);

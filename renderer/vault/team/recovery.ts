import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createSigner } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { equalJson, type Json } from '#shared/lib/json.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { headOf, readChain } from '#shared/sync/chain.ts';
import {
  chainPageSchema,
  ownerRole,
  recoveryGrant,
  rootId,
  type SignedMembership,
} from '#shared/sync/membership.ts';
import { recoveryBytes } from '#shared/sync/protocol.ts';
import { openGrant } from '../keys/grants.ts';
import { type Keybag, newCompartmentKeys, newDeviceKeys } from '../keys/keybag.ts';
import { publicOf, type WordKeys } from '../keys/recovery-words.ts';
import { readRoster } from '../keys/roster.ts';
import { collectPages } from '../sync/relay-chain.ts';
import { readBody, type RelayHttp } from '../sync/relay-http.ts';
import { provenChallenge } from '../sync/relay-identity.ts';
import type { Team } from './adopt.ts';
import { meetRelay, reachRelay } from './enrol.ts';
import { kept } from '../keys/memberships.ts';
import { recovered } from './reset.ts';

const shownSchema = chainPageSchema.extend({ workspace: z.string() });

/**
 * The keybag of a new device of the owner, from nothing but the words and a relay. The words' root signs it into the
 * team, and the owners' devices of before out of it.
 */
export async function recoverKeybag(deps: {
  bridge: Bridge;
  crypto: WebCrypto;
  relayUrl: string;
  words: WordKeys;
  /** Epoch milliseconds. */
  now: number;
}): Promise<Result<Keybag>> {
  const { crypto, words } = deps;
  const reached = await reachRelay(deps.bridge, deps.relayUrl);
  if (!reached.ok) return reached;
  const http = reached.value;
  const relay = await meetRelay(http, undefined);
  if (!relay.ok) return relay;
  const shown = await fetchByWords({ crypto, http, relayId: relay.value, words });
  if (!shown.ok) return shown;
  const found = await readByWords(crypto, words, shown.value);
  if (!found.ok) return found;
  const next = await recovered(crypto, found.value, deps);
  if (!next.ok) return next;
  const path = `/v1/workspaces/${next.value.keybag.workspace}/membership`;
  const body = { records: [next.value.roster.signed] };
  const put = await http.request({ method: 'PUT', path, body });
  return put.ok ? ok(next.value.keybag) : put;
}

/** The chain, and the keys that are sealed for the words: the relay shows them to who has them. */
async function fetchByWords(deps: {
  crypto: WebCrypto;
  http: RelayHttp;
  relayId: string;
  words: WordKeys;
}): Promise<Result<{ workspace: string; records: SignedMembership[] }>> {
  const { crypto, http, relayId, words } = deps;
  const root = words.id;
  let workspace = root;
  const sign = await createSigner(crypto, words.proof.privateKey);
  const records = await collectPages(async (after) => {
    const challenge = await provenChallenge({
      http,
      crypto,
      place: { workspace: root, device: root },
      relayId,
    });
    if (!challenge.ok) return challenge;
    const claim = { relayId, root, challenge: challenge.value };
    const signature = toBase64Url(await sign(recoveryBytes(claim)));
    const body = { root, challenge: challenge.value, signature, after };
    const page = readBody(await http.request({ method: 'POST', path: '/v1/recovery', body }), shownSchema);
    if (page.ok) workspace = page.value.workspace;
    return page;
  });
  return records.ok ? ok({ workspace, records: records.value }) : records;
}

/**
 * A keybag of a device that is in no team yet, of the business's first owner. What the relay shows has to lead from the
 * words' own root to a record that an owner's device has signed.
 */
async function readByWords(
  crypto: WebCrypto,
  words: WordKeys,
  shown: { workspace: string; records: SignedMembership[] },
): Promise<Result<Team>> {
  const { workspace } = shown;
  const chain = await readChain(crypto, workspace, shown.records);
  if (!chain.ok) return chain;
  const { record, signed } = headOf(chain.value);
  const isOurs =
    rootId(fromBase64Url(record.roots.at(-1)!.key)) === words.id &&
    equalJson(record.recovery as Json, publicOf(words) as Json);
  const sealed = signed.seals?.[recoveryGrant];
  const roster = await readRoster(crypto, signed, workspace);
  if (!roster.ok) return roster;
  if (!isOurs || sealed === undefined) return unreadable();
  const boxPrivateKey = toBase64Url(words.seal.privateKey);
  const grant = await openGrant(crypto, { id: recoveryGrant, boxPrivateKey, workspace }, sealed);
  const owner = roster.value.record.members.find(({ role }) => role === ownerRole);
  if (!grant.ok || owner === undefined) return unreadable();
  const { compartments, ...rest } = grant.value;
  const keybag: Keybag = {
    version: 1,
    workspace,
    epoch: record.epoch,
    memberId: owner.id,
    ...(await newDeviceKeys(crypto)),
    ...rest,
    compartments: { ...compartments, device: newCompartmentKeys(crypto, 1) },
    ...kept(chain.value),
  };
  return ok({ keybag, roster: roster.value });
}

function unreadable(): Result<never> {
  return problem(
    'team.bad-recovery',
    'What the relay keeps for these words cannot be read.',
    'Restore a backup instead.',
  );
}

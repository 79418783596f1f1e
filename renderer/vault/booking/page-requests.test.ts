import { expect, test } from 'vitest';
import { generateSealKey, seal } from '#shared/crypto/seal.ts';
import { createSigner, createVerifier, forPurpose, generateSigningKey } from '#shared/crypto/signing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { ok } from '#shared/lib/result.ts';
import {
  type ChosenTime,
  type FreeTimes,
  freeTimesPurpose,
  holdLasts,
} from '#shared/public-page/free-times.ts';
import { pageHash, requestInfo } from '#shared/public-page/names.ts';
import { pageRequests } from '#shared/public-page/request.ts';
import { createPageRequests } from './page-requests.ts';

const crypto = webCrypto(globalThis.crypto);
const workspace = 'workspace-1';
const id = 'A'.repeat(22);
const page = 'P'.repeat(43);
const said = {
  version: 1,
  kind: 'request',
  secret: 'S'.repeat(43),
  language: 'en',
  wishes: [],
  name: 'Ana Lopes',
};

interface Named {
  id: string;
  page: string;
  claim?: ChosenTime;
}

const pairOfTeam = await generateSigningKey(crypto);
const team = {
  sign: await createSigner(crypto, pairOfTeam.privateKey),
  verify: createVerifier(crypto, pairOfTeam.publicKey),
};

/** A device with the page's key, or without, and what the relay passes on to it. */
async function device({ hasKey = true } = {}) {
  const pair = await generateSealKey(crypto);
  const requests = createPageRequests({
    crypto,
    keys: { pair: async () => (hasKey ? pair : undefined) },
    workspace,
    offerer: (deviceId) => (deviceId === 'device-1' ? team.verify : undefined),
    take: async () => ok({}),
  });
  const open = async (
    content: unknown,
    named: Named & { list?: object | undefined; receivedAt?: number } = { id, page },
    sealedFor: Named = { id, page },
  ) => {
    const sealed = await seal(
      crypto,
      pair.publicKey,
      utf8(JSON.stringify(content)),
      requestInfo(workspace, sealedFor),
    );
    const { receivedAt = 5, ...passed } = named;
    const request = { ...passed, keyNumber: 1, sealed: toBase64Url(sealed) };
    return requests.open({ receivedAt, body: JSON.stringify({ object: pageRequests, request }) });
  };
  return { ...requests, open };
}

test('a request opens as what it was sealed as; one that is passed on as another, or says nothing, is counted', async () => {
  const { open, unopened } = await device();
  expect(await open(said)).toMatchObject([{ id, receivedAt: 5, said: { name: 'Ana Lopes' } }]);
  expect(unopened()).toBe(0);
  expect(await open(said, { id: 'B'.repeat(22), page })).toEqual([]);
  expect(await open(said, { id, page: 'Q'.repeat(43) })).toEqual([]);
  expect(await open({ kind: 'request' })).toEqual([]);
  expect(unopened()).toBe(3);
});

test('a time that was chosen is sealed with the request: the relay cannot say that it was another one, or none', async () => {
  const { open, settledClaims, take } = await device();
  const claim = { service: 's', start: 60_000, times: 'T'.repeat(43) };
  const chosen = { id, page, claim };
  const opened = await open(said, chosen, chosen);
  expect(opened).toMatchObject([{ id, claim }]);
  // It is counted when it stands in the records, and not before.
  expect([...settledClaims()]).toEqual([]);
  await take(opened!);
  expect([...settledClaims()]).toEqual([id]);
  expect(await open(said, { ...chosen, claim: { ...claim, start: 120_000 } }, chosen)).toEqual([]);
  expect(await open(said, { id, page }, chosen)).toEqual([]);
  expect(await open(said, chosen, { id, page })).toEqual([]);
});

/** A list of the team's: one service at one moment, confirmed at once, good for a day from the test's moment 0. */
async function listOf(more: Partial<FreeTimes> = {}, sign = team.sign) {
  const at = {
    minutes: 60,
    before: 0,
    after: 0,
    atOnce: true,
    days: [{ times: [[1440, 1] as [number, number]] }],
  };
  const times = {
    version: 1,
    workspace,
    issuedAt: 0,
    expiresAt: 86_400_000,
    services: { s: at },
    counted: [],
    ...more,
  };
  const payload = JSON.stringify(times);
  const signature = toBase64Url(await sign(forPurpose(freeTimesPurpose, utf8(payload))));
  const claim: ChosenTime = { service: 's', start: 1440 * 60_000, times: pageHash(payload) };
  return { claim, list: { payload, signature, device: 'device-1' } };
}

test('a relay shows the list that promised a time, and can promise none itself', async () => {
  const { open } = await device();
  const one = await listOf();
  const promised = async (
    { claim, list }: { claim: ChosenTime; list?: object },
    { at = 5, receivedAt = 5 }: { at?: number | undefined; receivedAt?: number } = {},
  ) => {
    const chosen = { id, page, claim };
    const opened = await open({ ...said, at }, { ...chosen, list, receivedAt }, chosen);
    expect(opened).toHaveLength(1);
    return opened![0]!.promised;
  };
  expect(await promised(one)).toEqual({ atOnce: true });
  const { claim, list } = one;
  // None, one that it has made up, one of another list, of another business, or of somebody who may offer nothing.
  expect(await promised({ claim })).toBeUndefined();
  expect(await promised({ claim, list: { ...list, signature: 'A'.repeat(86) } })).toBeUndefined();
  expect(await promised({ claim, list: (await listOf({ counted: [id] })).list })).toBeUndefined();
  expect(await promised(await listOf({ workspace: 'workspace-of-others' }))).toBeUndefined();
  expect(await promised({ claim, list: { ...list, device: 'device-2' } })).toBeUndefined();
  // A time or a service that stood in none.
  expect(await promised({ list, claim: { ...claim, start: 60_000 } })).toBeUndefined();
  expect(await promised({ list, claim: { ...claim, service: 't' } })).toBeUndefined();
  // One that had expired, by the relay's clock or by the customer's.
  const late = 86_400_000 + holdLasts + 1;
  expect(await promised(one, { receivedAt: late })).toBeUndefined();
  expect(await promised(one, { at: late })).toBeUndefined();
});

test('a device without the key leaves a request for one that has it', async () => {
  const { open, unopened } = await device({ hasKey: false });
  expect(await open(said)).toBeUndefined();
  expect(unopened()).toBe(0);
});

import { expect, test } from 'vitest';
import { generateSealKey, seal } from '#shared/crypto/seal.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { ok } from '#shared/lib/result.ts';
import type { ChosenTime } from '#shared/public-page/free-times.ts';
import { requestInfo } from '#shared/public-page/names.ts';
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

/** A device with the page's key, or without, and what the relay passes on to it. */
async function device({ hasKey = true } = {}) {
  const pair = await generateSealKey(crypto);
  const requests = createPageRequests({
    crypto,
    keys: { pair: async () => (hasKey ? pair : undefined) },
    workspace,
    take: async () => ok({}),
  });
  const open = async (
    content: unknown,
    named: { id: string; page: string; claim?: ChosenTime } = { id, page },
    sealedFor: typeof named = { id, page },
  ) => {
    const sealed = await seal(
      crypto,
      pair.publicKey,
      utf8(JSON.stringify(content)),
      requestInfo(workspace, sealedFor),
    );
    const request = { ...named, keyNumber: 1, sealed: toBase64Url(sealed) };
    return requests.open({ receivedAt: 5, body: JSON.stringify({ object: pageRequests, request }) });
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

test('a device without the key leaves a request for one that has it', async () => {
  const { open, unopened } = await device({ hasKey: false });
  expect(await open(said)).toBeUndefined();
  expect(unopened()).toBe(0);
});

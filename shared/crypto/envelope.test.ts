import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '#shared/lib/ids.ts';
import { type Bytes, toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { isGenuine, openEnvelope, readHeader, sealEnvelope } from './envelope.ts';
import { decryptBlob, deriveBookKey, deriveRoomId, encryptBlob } from './keys.ts';
import { sealUpdate, stateOf } from './testing/seal-update.ts';
import { createSigner, createVerifier, generateSigningKey, type Signer, type Verifier } from './signing.ts';
import { type CryptoKeyHandle, webCrypto } from './web-crypto.ts';

const crypto = webCrypto(globalThis.crypto);
const secret = crypto.getRandomValues(new Uint8Array(32));
const place = { workspace: 'workspace', book: 'people', room: 'room' };
const header = { level: 0, epoch: 3, device: newId(crypto), counter: 7 };
const said = { counter: header.counter, previous: toBase64Url(new Uint8Array(32).fill(7)) };
const update = crypto.getRandomValues(new Uint8Array(200));
let key: CryptoKeyHandle;
let sign: Signer;
let verify: Verifier;
let envelope: Bytes;

beforeAll(async () => {
  const pair = await generateSigningKey(crypto);
  sign = await createSigner(crypto, pair.privateKey);
  verify = await createVerifier(crypto, pair.publicKey);
  key = await deriveBookKey(crypto, secret, { workspace: 'workspace', book: 'people', epoch: 3 });
  envelope = await seal(update);
});

const seal = (content: Uint8Array): Promise<Bytes> =>
  sealUpdate({ crypto, key, sign, ...header }, place, content, said);

test('an envelope opens to the update that was sealed, and tells where it comes from without a key', async () => {
  const opened = expectOk(await openEnvelope({ crypto, key }, place, envelope));
  expect(opened.update).toEqual(update);
  expect(opened.statement).toEqual(stateOf(header, place, update, said).statement);
  expect(await isGenuine(verify, opened)).toBe(true);
  expect(expectOk(readHeader(envelope))).toEqual(header);
});

test('an envelope does not open in another workspace or room', async () => {
  for (const other of [
    { ...place, room: 'elsewhere' },
    { ...place, workspace: 'other' },
    { ...place, book: 'work-2026' },
  ]) {
    expect((await openEnvelope({ crypto, key }, other, envelope)).ok).toBe(false);
  }
});

test('an envelope does not open under the key of another book or epoch', async () => {
  const others = [
    { workspace: 'workspace', book: 'people', epoch: 4 },
    { workspace: 'workspace', book: 'money-2026', epoch: 3 },
  ];
  for (const other of others) {
    const otherKey = await deriveBookKey(crypto, secret, other);
    expect((await openEnvelope({ crypto, key: otherKey }, place, envelope)).ok).toBe(false);
  }
});

test('no changed bit is accepted anywhere in an envelope', async () => {
  const position = fc.record({
    index: fc.integer({ min: 0, max: 400 }),
    bit: fc.integer({ min: 0, max: 7 }),
  });
  await fc.assert(
    fc.asyncProperty(position, async ({ index, bit }) => {
      const changed = envelope.slice();
      changed[index % changed.length]! ^= 1 << bit;
      expect((await openEnvelope({ crypto, key }, place, changed)).ok).toBe(false);
    }),
    { numRuns: 400 },
  );
});

test('another device can seal the same under another key, and it is still its author who said it', async () => {
  const opened = expectOk(await openEnvelope({ crypto, key }, place, envelope));
  const next = await deriveBookKey(crypto, secret, { workspace: 'workspace', book: 'people', epoch: 4 });
  const again = await sealEnvelope({ crypto, key: next }, place, 4, opened, opened.update);
  const read = expectOk(await openEnvelope({ crypto, key: next }, place, again));
  expect(read).toEqual(opened);
  expect(await isGenuine(verify, read)).toBe(true);
});

test('who has the key and not the author’s hand can say nothing in their name', async () => {
  const other = await createSigner(crypto, (await generateSigningKey(crypto)).privateKey);
  const forged = await sealUpdate({ crypto, key, sign: other, ...header }, place, update, said);
  expect(await isGenuine(verify, expectOk(await openEnvelope({ crypto, key }, place, forged)))).toBe(false);
});

test('whatever its length, an update opens only under the statement that names it', async () => {
  for (const length of [0, 200, 20_000, 60_000]) {
    const [one, other] = [new Uint8Array(length).fill(1), new Uint8Array(length + 1).fill(1)];
    const signed = expectOk(await openEnvelope({ crypto, key }, place, await seal(one)));
    expect(signed.update).toEqual(one);
    const swapped = await sealEnvelope({ crypto, key }, place, header.epoch, signed, other);
    expect((await openEnvelope({ crypto, key }, place, swapped)).ok).toBe(false);
  }
});

test('no bytes from outside crash the reader', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      readHeader(bytes);
      expect((await openEnvelope({ crypto, key }, place, bytes)).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('updates of nearly the same length look the same from outside', async () => {
  const lengths = await Promise.all(
    [900, 905, 910].map(async (length) => (await seal(new Uint8Array(length))).length),
  );
  expect(new Set(lengths).size).toBe(1);
});

test('a room keeps its name, and says nothing of the book it stands for', async () => {
  const room = await deriveRoomId(crypto, secret, 'workspace', 'talk-2026-11');
  expect(room).toBe(await deriveRoomId(crypto, secret, 'workspace', 'talk-2026-11'));
  expect(room).not.toBe(await deriveRoomId(crypto, secret, 'workspace', 'talk-2026-12'));
  expect(room).toMatch(/^[\w-]{24}$/);
});

test('a blob opens in its own context only', async () => {
  const blob = await encryptBlob(crypto, key, update, 'front');
  expect(await decryptBlob(crypto, key, blob, 'front')).toEqual(update);
  expect(await decryptBlob(crypto, key, blob, 'keybag')).toBeUndefined();
  expect(await decryptBlob(crypto, key, new Uint8Array(5), 'front')).toBeUndefined();
});

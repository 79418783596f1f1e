import './fakes.ts';
import { expect, test } from 'vitest';
import { isGenuine, openEnvelope } from '#shared/crypto/envelope.ts';
import { sealUpdate } from '#shared/crypto/testing/seal-update.ts';
import { deriveBytes, importAesKey } from '#shared/crypto/keys.ts';
import { createOpener } from '#shared/crypto/open.ts';
import { generateSealKey, seal } from '#shared/crypto/seal.ts';
import { createSigner, createVerifier, generateSigningKey } from '#shared/crypto/signing.ts';
import { type WebCrypto, webCrypto } from '#shared/crypto/web-crypto.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createSimulatedCrypto } from './crypto.ts';
import { createRandom } from './random.ts';

const real = webCrypto(globalThis.crypto);
const simulated = createSimulatedCrypto(createRandom('parity'));
/** What one makes the other takes, both ways. */
const bothWays: [string, WebCrypto, WebCrypto][] = [
  ['the simulation’s', simulated, real],
  ['the computer’s', real, simulated],
];
const text = utf8('The tap drips again.');

test.each(bothWays)(
  'what is sealed, signed and derived with %s is read by the other',
  async (_whose, one, other) => {
    const box = await generateSealKey(one);
    const sealed = await seal(one, box.publicKey, text, 'parity');
    expect(expectOk(await (await createOpener(other, box.privateKey))(sealed, 'parity'))).toEqual(text);

    const pair = await generateSigningKey(one);
    const sign = await createSigner(one, pair.privateKey);
    const verify = await createVerifier(other, pair.publicKey);
    expect(await verify(await sign(text), text)).toBe(true);
    expect(await verify(await sign(text), utf8('The tap is dry.'))).toBe(false);

    const secret = one.getRandomValues(new Uint8Array(32));
    expect(await deriveBytes(one, secret, 'parity', 48)).toEqual(
      await deriveBytes(other, secret, 'parity', 48),
    );
    expect(await one.subtle.digest('SHA-256', text)).toEqual(await other.subtle.digest('SHA-256', text));

    const place = { workspace: 'workspace', book: 'people', room: 'room' };
    const hand = {
      crypto: one,
      key: await importAesKey(one, secret),
      sign,
      device: 'AAAAAAAAAAAAAAAA',
      epoch: 1,
    };
    const theirs = { crypto: other, key: await importAesKey(other, secret) };
    const envelope = await sealUpdate(hand, place, text);
    const opened = expectOk(await openEnvelope(theirs, place, envelope));
    expect(opened.update).toEqual(text);
    expect(await isGenuine(verify, opened)).toBe(true);
    expect((await openEnvelope(theirs, { ...place, room: 'another' }, envelope)).ok).toBe(false);
  },
);

test('a wrong key, nonce or tag opens nothing, and a key of another length is none', async () => {
  const [key, another] = await Promise.all(
    [1, 2].map((byte) => importAesKey(simulated, new Uint8Array(32).fill(byte))),
  );
  const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) };
  const ciphertext = new Uint8Array(await simulated.subtle.encrypt(algorithm, key!, text));
  await expect(simulated.subtle.decrypt(algorithm, another!, ciphertext)).rejects.toBeInstanceOf(Error);
  ciphertext[0]! ^= 1;
  await expect(simulated.subtle.decrypt(algorithm, key!, ciphertext)).rejects.toBeInstanceOf(Error);
  await expect(createVerifier(simulated, new Uint8Array(31))).rejects.toBeInstanceOf(Error);
});

test('the same seed draws the same keys and nonces', async () => {
  const drawn = async () => {
    const crypto = createSimulatedCrypto(createRandom('again'));
    return [
      await generateSealKey(crypto),
      await generateSigningKey(crypto),
      crypto.getRandomValues(new Uint8Array(9)),
    ];
  };
  expect(await drawn()).toEqual(await drawn());
});

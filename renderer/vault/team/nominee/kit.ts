import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import { sealKeyOf, type SealKeyPair } from '#shared/crypto/seal.ts';
import { signingKeyOf, type SigningKeyPair } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Bytes, readBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { type Nominee, rootId, sealHash } from '#shared/sync/membership.ts';
import type { PlannedKit } from '#shared/sync/nominee.ts';

/** What the printed half alone gives: it proves itself to the relay, and opens the relay's half. */
export interface PrintKeys {
  /** By it a relay finds the kit. */
  id: string;
  proof: SigningKeyPair;
  half: Bytes;
  halfKey: Bytes;
}

/** What both halves give together. */
export interface KitKeys {
  /** Signs the record by which a device comes in. */
  sign: SigningKeyPair;
  /** Opens the copy of the keys. */
  seal: SealKeyPair;
}

const halfContext = 'nominee half';
const halfBytes = 32;

/** A fresh key in two halves of which neither says anything about it: it is one drawn at random, and their sum. */
export async function newKit(
  crypto: WebCrypto,
): Promise<{ words: string[]; half: string; keys: Pick<Nominee, PlannedKit> }> {
  const printed = crypto.getRandomValues(new Uint8Array(halfBytes));
  const words = entropyToMnemonic(printed, wordlist).split(' ');
  const print = await printKeysOf(crypto, printed);
  const other = crypto.getRandomValues(new Uint8Array(halfBytes));
  const key = await importAesKey(crypto, print.halfKey);
  const half = toBase64Url(await encryptBlob(crypto, key, other, halfContext));
  const { sign, seal } = await keysOfHalves(crypto, print.half, other);
  return {
    words,
    half,
    keys: {
      id: print.id,
      signKey: toBase64Url(sign.publicKey),
      sealKey: toBase64Url(seal.publicKey),
      proofKey: toBase64Url(print.proof.publicKey),
      half: sealHash(half),
    },
  };
}

/** What is printed, as somebody has typed it. */
export async function readPrint(crypto: WebCrypto, words: string[]): Promise<Result<PrintKeys>> {
  const phrase = words.map((word) => word.trim().toLowerCase()).join(' ');
  try {
    return ok(await printKeysOf(crypto, new Uint8Array(mnemonicToEntropy(phrase, wordlist))));
  } catch {
    return problem(
      'nominee.bad-words',
      'These are not the 24 words of a nominee’s kit. Nothing was changed.',
      'Check the order and the spelling of each word.',
    );
  }
}

/** With the relay's half. `undefined` where it is not the other half of this print. */
export async function openKit(
  crypto: WebCrypto,
  print: PrintKeys,
  sealedHalf: string,
): Promise<KitKeys | undefined> {
  const key = await importAesKey(crypto, print.halfKey);
  const other = await decryptBlob(crypto, key, readBase64Url(sealedHalf) ?? new Uint8Array(), halfContext);
  return other?.length === halfBytes ? keysOfHalves(crypto, print.half, other) : undefined;
}

async function printKeysOf(crypto: WebCrypto, half: Bytes): Promise<PrintKeys> {
  const proof = await signingKeyOf(crypto, await deriveBytes(crypto, half, 'plumbline nominee proof', 32));
  const halfKey = await deriveBytes(crypto, half, 'plumbline nominee half', 32);
  return { id: rootId(proof.publicKey), proof, half, halfKey };
}

async function keysOfHalves(crypto: WebCrypto, one: Bytes, other: Bytes): Promise<KitKeys> {
  const whole = one.map((byte, index) => byte ^ other[index]!);
  const seedOf = (what: string): Promise<Bytes> =>
    deriveBytes(crypto, whole, `plumbline nominee ${what}`, 32);
  return {
    sign: await signingKeyOf(crypto, await seedOf('sign')),
    seal: await sealKeyOf(crypto, await seedOf('seal')),
  };
}

import { generateMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { deriveBytes } from '#shared/crypto/keys.ts';
import { sealKeyOf, type SealKeyPair } from '#shared/crypto/seal.ts';
import { signingKeyOf, type SigningKeyPair } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type Membership, rootId } from '#shared/sync/membership.ts';

export function newRecoveryWords(): string[] {
  return generateMnemonic(wordlist, 256).split(' ');
}

/** The words are 256 random bits already: no slow hash is needed. */
export function entropyOf(words: string[]): Result<Bytes> {
  const phrase = words.map((word) => word.trim().toLowerCase()).join(' ');
  try {
    return ok(new Uint8Array(mnemonicToEntropy(phrase, wordlist)));
  } catch {
    return problem(
      'vault.bad-words',
      'These are not 24 valid recovery words. Nothing was changed.',
      'Check the order and the spelling of each word.',
    );
  }
}

/** What the words alone give. It is in memory while they are used, and on no disk. */
export interface WordKeys {
  /** `rootId` of the root: by it a relay finds the workspace. */
  id: string;
  /** Signs the first membership, and resets. */
  root: SigningKeyPair;
  /** Shows to a relay that somebody has the words. */
  proof: SigningKeyPair;
  /** Opens the copy of the keys. */
  seal: SealKeyPair;
}

export async function keysOfWords(crypto: WebCrypto, words: string[]): Promise<Result<WordKeys>> {
  const entropy = entropyOf(words);
  if (!entropy.ok) return entropy;
  const seedOf = (what: string): Promise<Bytes> =>
    deriveBytes(crypto, entropy.value, `plumbline ${what}`, 32);
  const root = await signingKeyOf(crypto, await seedOf('root'));
  return ok({
    id: rootId(root.publicKey),
    root,
    proof: await signingKeyOf(crypto, await seedOf('recovery proof')),
    seal: await sealKeyOf(crypto, await seedOf('recovery seal')),
  });
}

/** What of the keys stands in the membership. */
export function publicOf({ proof, seal }: WordKeys): Membership['recovery'] {
  return { sealKey: toBase64Url(seal.publicKey), proofKey: toBase64Url(proof.publicKey) };
}

import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createKeybag, type Keybag } from '../keys/keybag.ts';
import { keysOfWords, newRecoveryWords } from '../keys/recovery-words.ts';

/** The keybag of a new workspace's first device. `words`: left out, they are of no further use. */
export async function foundWorkspace(crypto: WebCrypto, words = newRecoveryWords()): Promise<Keybag> {
  return createKeybag(crypto, expectOk(await keysOfWords(crypto, words)));
}

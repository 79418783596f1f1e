import fc from 'fast-check';
import { openWithPassphrase, openWithWords } from '#renderer/vault/keys/lock.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import { openGrant } from '#renderer/vault/keys/grants.ts';
import { encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import { fromBase64Url, fromHex, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';
import { recoveryGrant } from '#shared/sync/membership.ts';
import { argon2id } from 'hash-wasm';
import { defineTarget, must, type Target } from '../engine.ts';
import { mutatedBase64Url, mutatedJson } from '../mutations.ts';
import { vectors, type FuzzWorld } from '../world.ts';

export const cheapPassphrase = 'marble kettle orbit walnut';

/** A lock file as the vault writes it, but cheap to try: eight KiB and one pass. */
export async function cheapLock(world: FuzzWorld): Promise<Json> {
  const { crypto, keybag } = world;
  const keybagKey = crypto.getRandomValues(new Uint8Array(32));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const cost = { memoryKibibytes: 8, iterations: 1, parallelism: 1 };
  const raw = await argon2id({
    password: cheapPassphrase,
    salt,
    memorySize: cost.memoryKibibytes,
    iterations: cost.iterations,
    parallelism: cost.parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  const wrap = async (key: Uint8Array, content: Uint8Array, context: string): Promise<string> => {
    const handle = await importAesKey(crypto, new Uint8Array(key));
    return toBase64Url(await encryptBlob(crypto, handle, new Uint8Array(content), context));
  };
  return {
    version: 1,
    keybag: await wrap(keybagKey, utf8(JSON.stringify(keybag)), 'keybag'),
    passphrase: { ...cost, salt: toBase64Url(salt), wrapped: await wrap(raw, keybagKey, 'passphrase') },
    recovery: { wrapped: vectors.lock.file.recovery.wrapped },
  };
}

/** A lock file that was changed on disk, or came with a foreign backup: the keybag of this workspace, or none. */
export async function lockTarget(world: FuzzWorld): Promise<Target> {
  const file = await cheapLock(world);
  const recorded = vectors.lock.file as Json;
  const keybags = new Set([
    canonicalJson(world.keybag as unknown as Json),
    canonicalJson(vectors.lock.keybag as Json),
  ]);
  const isGenuine = (keybag: Keybag): boolean => keybags.has(canonicalJson(keybag as unknown as Json));
  return defineTarget({
    name: 'lock-files',
    share: 4000,
    inputs: fc.record({ file: mutatedJson([file]), recorded: mutatedJson([recorded]) }),
    async attempt(input) {
      const opened = await openWithPassphrase(world.crypto, input.file, cheapPassphrase);
      must(!opened.ok || isGenuine(opened.value.keybag), 'a forged lock opened to another keybag');
      const byWords = await openWithWords(world.crypto, input.recorded, vectors.lock.words);
      must(!byWords.ok || isGenuine(byWords.value.keybag), 'a forged lock opened to another keybag');
    },
    async control() {
      must((await openWithPassphrase(world.crypto, file, cheapPassphrase)).ok, 'the right passphrase');
      must(!(await openWithPassphrase(world.crypto, file, 'another one')).ok, 'a wrong passphrase');
      must((await openWithWords(world.crypto, recorded, vectors.lock.words)).ok, 'the right words');
    },
  });
}

/** The keys that are sealed for the words. */
export function recoveryTarget({ crypto }: FuzzWorld): Target {
  const { seal, sealed } = vectors.recovery;
  const place = { id: recoveryGrant, boxPrivateKey: seal.privateKey, workspace: vectors.rooms.workspace };
  return defineTarget({
    name: 'recovery-seals',
    share: 1000,
    inputs: mutatedBase64Url([fromBase64Url(sealed), fromBase64Url(vectors.grant.sealed)]),
    async attempt(text) {
      const opened = await openGrant(crypto, place, text);
      must(!opened.ok || text === sealed, 'a forged copy of the keys was opened');
    },
    control: async () => must((await openGrant(crypto, place, sealed)).ok, 'the genuine copy'),
  });
}

/** The keys that the owner has sealed for this device. */
export function grantTarget({ crypto }: FuzzWorld): Target {
  const { workspace, device, box, sealed, plaintext } = vectors.grant;
  const place = { id: device, boxPrivateKey: box.privateKey, workspace };
  return defineTarget({
    name: 'grants',
    share: 1000,
    inputs: mutatedBase64Url([fromBase64Url(sealed), fromHex(vectors.delivery.sealed)]),
    async attempt(text) {
      const grant = await openGrant(crypto, place, text);
      if (!grant.ok) return;
      must(
        canonicalJson(grant.value as Json) === canonicalJson(plaintext as Json),
        'a forged grant was opened',
      );
    },
    control: async () => must((await openGrant(crypto, place, sealed)).ok, 'the genuine grant'),
  });
}

// What a secsync client sends: each update encrypted and signed for itself.
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const sodium = require('libsodium-wrappers');
const { createUpdate } = require('secsync');
await sodium.ready;

const key = sodium.randombytes_buf(32);
const pair = sodium.crypto_sign_keypair();
const refSnapshotId = 'bench';

export function makeUpdates({ room, first, count, contentBytes }) {
  const publicData = { docId: room, pubKey: sodium.to_base64(pair.publicKey), refSnapshotId };
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify(createUpdate(randomBytes(contentBytes), publicData, key, pair, first + index, sodium)),
  );
}

import { readFile } from 'node:fs/promises';
import { sha256 } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openManifest } from '#renderer/vault/backup/manifest.ts';
import { blindClaim } from '#renderer/vault/claims/claims.ts';
import { createLock, openWithPassphrase, openWithWords } from '#renderer/vault/keys/lock.ts';
import { openGrant } from '#renderer/vault/keys/grants.ts';
import { keysOfWords, publicOf } from '#renderer/vault/keys/recovery-words.ts';
import { openKit, readPrint } from '#renderer/vault/team/nominee/kit.ts';
import { derivePresenceKey, openPresence } from '#renderer/vault/sync/presence-seal.ts';
import { readLink, writeLink } from '#renderer/vault/team/invitation-link.ts';
import { openNote, sealNote } from '#renderer/vault/team/mailbox.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import { backupContentHash, decodeBackup, encodeBackup } from '#shared/crypto/backup-file.ts';
import { blobChunkBytes, blobLayout, openPiece, sealPiece } from '#shared/crypto/blob.ts';
import {
  isGenuine,
  openEnvelope,
  readHeader,
  sealEnvelope,
  signStatement,
  state,
} from '#shared/crypto/envelope.ts';
import { clientOf, isClientOf } from './yjs-client.ts';
import {
  deriveBookKey,
  deriveBytes,
  deriveRoomId,
  deriveRoomTag,
  importAesKey,
} from '#shared/crypto/keys.ts';
import { encodeAttestation, readAttestation } from '#shared/crypto/attestation.ts';
import { createOpener } from '#shared/crypto/open.ts';
import { pad, padmeLength, unpad } from '#shared/crypto/padme.ts';
import { createSigner, createVerifier } from '#shared/crypto/signing.ts';
import { type WebCrypto, webCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, fromHex, fromUtf8, toBase64Url, toHex } from '#shared/lib/bytes.ts';
import { canonicalJson, type Json, parseJson } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import vectors from '#tests/fixtures/protocol-vectors.json' with { type: 'json' };
import { accountHash } from './account-hash.ts';
import { encodeAppend, envelopesKey } from './append-update.ts';
import { type Control, encodeControl, onChannel, readChannelMessage } from './channels.ts';
import { inboxDeliverySchema, inboxInfo } from './delivery.ts';
import { deriveInvitation } from './invitation.ts';
import { agree, commitTo, noteContext, type NoteKind, type PairingNote } from './pairing.ts';
import { readChain } from './chain.ts';
import { handedOver, handoverBytes } from './handover.ts';
import { recoveryGrant, rootId, sealHash, type SignedMembership } from './membership.ts';
import { nomineeProofBytes, refusalBytes } from './nominee.ts';
import {
  authBytes,
  closeCode,
  encodeDenied,
  encodePersisted,
  messageType,
  offerProtocols,
  recoveryBytes,
  relayProofBytes,
  tokenOffered,
} from './protocol.ts';
import { provesMessage, withoutWords } from '#shared/domain/message-proof.ts';
import { RecordMap } from '#shared/records/record-map.ts';
import { everything } from '#shared/records/testing.ts';

// What docs/PROTOCOL.md promises to another implementation. A test that fails here means that devices of
// today would no longer understand those of yesterday.
const crypto = webCrypto(globalThis.crypto);

/** The nonces that a recorded sample was sealed with, so that sealing again gives the same bytes. */
function withNonce(nonce: Uint8Array): WebCrypto {
  return {
    subtle: crypto.subtle,
    getRandomValues(array) {
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(nonce);
      return array;
    },
  };
}

const nonceOf = (sealed: string) => fromBase64Url(sealed).slice(0, 12);

test('base64url and canonical JSON are written as they always were', () => {
  for (const { hex, text } of vectors.encodings.base64url) {
    expect(toBase64Url(fromHex(hex))).toBe(text);
    expect(toHex(fromBase64Url(text))).toBe(hex);
  }
  for (const { value, text } of vectors.encodings.canonicalJson) {
    expect(canonicalJson(value as Json)).toBe(text);
  }
});

test('content is padded to the lengths of PADMÉ', () => {
  for (const { length, padded } of vectors.padding.lengths) expect(padmeLength(length)).toBe(padded);
  for (const { content, padded } of vectors.padding.pad) {
    expect(toHex(pad(fromHex(content)))).toBe(padded);
    expect(toHex(unpad(fromHex(padded))!)).toBe(content);
  }
});

test('workspace, rooms and tags have the names by which other devices find them', async () => {
  const { rootKey, id } = vectors.workspace;
  expect(rootId(fromBase64Url(rootKey))).toBe(id);
  const { roomKey, workspace, tag, ids } = vectors.rooms;
  expect(await deriveRoomTag(crypto, fromBase64Url(roomKey), workspace)).toBe(tag);
  for (const { book, room } of ids) {
    expect(await deriveRoomId(crypto, fromBase64Url(roomKey), workspace, book)).toBe(room);
  }
});

test('a recorded envelope opens to the record that was sealed, and is sealed again to the same bytes', async () => {
  const { place, header, compartmentKey, signing, update, collection, entries, record } = vectors.envelope;
  const { book } = place;
  const secret = fromBase64Url(compartmentKey);
  const raw = await deriveBytes(crypto, secret, vectors.envelope.bookKeyInfo, 32);
  expect(toHex(raw)).toBe(vectors.envelope.bookKey);
  const key = await deriveBookKey(crypto, secret, { workspace: place.workspace, book, epoch: header.epoch });
  const verify = await createVerifier(crypto, fromBase64Url(signing.publicKey));
  const envelope = fromHex(vectors.envelope.envelope);
  expect(expectOk(readHeader(envelope))).toEqual(header);
  const opened = expectOk(await openEnvelope({ crypto, key }, place, envelope));
  expect(toHex(opened.update)).toBe(update);
  expect(toHex(opened.bytes)).toBe(vectors.envelope.statementBytes);
  expect(opened.hash).toBe(vectors.envelope.statementHash);
  expect(opened.statement).toEqual(vectors.envelope.statement);
  expect(await isGenuine(verify, opened)).toBe(true);

  const sign = await createSigner(crypto, fromBase64Url(signing.privateKey));
  const again = withNonce(fromHex(vectors.envelope.nonce));
  const signed = await signStatement(sign, state(opened.statement));
  const sealed = await sealEnvelope({ crypto: again, key }, place, header.epoch, signed, fromHex(update));
  expect(toHex(sealed)).toBe(vectors.envelope.envelope);

  const inner = new Y.Doc();
  Y.applyUpdateV2(inner, opened.update);
  const map = inner.getMap<Json | undefined>(collection);
  expect(map.toJSON()).toEqual(entries);
  expect(new RecordMap(map, everything).records.get('c1')).toEqual(record);
});

test('messages go by the hash of what was said, also when its words are taken back', () => {
  const { message, takenBack, note } = vectors.messages;
  for (const one of [message, takenBack, note]) expect(provesMessage(one)).toBe(true);
  expect(withoutWords(message, takenBack.takenBackAt)).toEqual(takenBack);
  expect(provesMessage({ ...message, text: 'Is Friday free?' } as typeof message)).toBe(false);
  expect(provesMessage({ ...note, conversationId: 'elsewhere' } as typeof note)).toBe(false);
});

test('what the relay appends has the bytes of a Yjs update', () => {
  const outer = new Y.Doc();
  for (const { id, left, content, update } of vectors.appends) {
    expect(toHex(encodeAppend({ id, left: left ?? undefined, content: fromHex(content) }))).toBe(update);
    Y.applyUpdate(outer, fromHex(update));
  }
  expect(outer.getArray(envelopesKey).toArray()).toEqual(
    vectors.appends.map(({ content }) => fromHex(content)),
  );
});

test('recorded memberships follow each other from the words’ root to a reset by other words', async () => {
  const { records } = vectors.membership;
  const { workspace, room } = vectors.envelope.place;
  const signed = records.map((one) => one.signed as SignedMembership);
  const chain = expectOk(await readChain(crypto, workspace, signed.slice(0, 2)));
  expect(chain.map(({ record }) => record)).toEqual(records.slice(0, 2).map(({ record }) => record));
  expect(chain.map(({ hash }) => hash)).toEqual(records.slice(0, 2).map(({ hash }) => hash));
  const [reset, ...more] = expectOk(await readChain(crypto, workspace, signed));
  expect([reset.record, more]).toEqual([records[2]!.record, []]);
  expect(expectOk(await readChain(crypto, workspace, [signed[2]!]))[0].hash).toBe(records[2]!.hash);
  expect((await readChain(crypto, workspace, [signed[1]!])).ok).toBe(false);
  const roster = expectOk(await readRoster(crypto, signed[1]!, workspace));
  const { id } = records[1]!.record.devices[0]!;
  expect(await roster.verifier(id)).toBeDefined();
  expect(roster.lastHeads(id, room)).toBeUndefined();
});

test('a recorded grant opens on its own device only', async () => {
  const { workspace, device, box, info, sealed, plaintext } = vectors.grant;
  expect(info).toBe(`plumbline grant ${workspace} ${device}`);
  const opened = await openGrant(crypto, { id: device, boxPrivateKey: box.privateKey, workspace }, sealed);
  expect(expectOk(opened)).toEqual(plaintext);
  const other = await openGrant(
    crypto,
    { id: 'another-device', boxPrivateKey: box.privateKey, workspace },
    sealed,
  );
  expect(other.ok).toBe(false);
});

test('a delivery that the relay has sealed opens, and the relay knows whose it is by a hash', async () => {
  const { workspace, inbox, info, sealed, plaintext, account } = vectors.delivery;
  expect(inboxInfo(workspace)).toBe(info);
  const open = await createOpener(crypto, fromBase64Url(inbox.privateKey));
  const bytes = expectOk(await open(fromHex(sealed), info));
  expect(inboxDeliverySchema.parse(parseJson(fromUtf8(bytes)))).toEqual(plaintext);
  expect(accountHash(workspace, account.id)).toBe(account.hash);
});

test('a sign-in signs the bytes that the relay checks', async () => {
  const { claim, bytes, signing, signature } = vectors.signIn;
  expect(toHex(authBytes(claim))).toBe(bytes);
  const sign = await createSigner(crypto, fromBase64Url(signing.privateKey));
  expect(toBase64Url(await sign(fromHex(bytes)))).toBe(signature);
});

test('a relay proves its identity over the bytes that a device checks', async () => {
  const { claim, bytes, identity, proof } = vectors.relayProof;
  expect(toHex(relayProofBytes(claim))).toBe(bytes);
  const verify = await createVerifier(crypto, fromBase64Url(claim.relayId));
  expect(await verify(fromBase64Url(proof), fromHex(bytes))).toBe(true);
  const sign = await createSigner(crypto, fromBase64Url(identity.privateKey));
  expect(toBase64Url(await sign(fromHex(bytes)))).toBe(proof);
});

test('our own messages on a socket have their bytes', () => {
  const { persisted, denied, subprotocols } = vectors.frames;
  expect(toHex(encodePersisted(fromHex(persisted.stateVector)))).toBe(persisted.frame);
  expect(toHex(encodeDenied(denied.reason))).toBe(denied.frame);
  expect(offerProtocols(subprotocols.token)).toEqual(subprotocols.offered);
  expect(tokenOffered(subprotocols.offered)).toBe(subprotocols.token);
});

test('a recorded business passes on by one record, to which both sides of its successor have agreed', async () => {
  const { records, agreed, agreedAt: at, recovery, proof, consent } = vectors.handover;
  const [first, proposal, last] = records.map((one) => one.signed as SignedMembership);
  const { workspace } = agreed;
  const chain = expectOk(await readChain(crypto, workspace, [first!, proposal!]));
  const { record, hash } = chain.at(-1)!;
  const root = agreed.roots.at(-1)!.key;
  const next = handedOver(record, hash, { key: root, recovery, at })!;
  expect(next).toEqual(agreed);

  const [reset, ...more] = expectOk(await readChain(crypto, workspace, [first!, proposal!, last!]));
  expect([reset.hash, more]).toEqual([records[2]!.hash, []]);
  expect(reset.record.reset?.proof).toBe(proof);
  const device = agreed.devices.find(({ memberId }) => memberId === agreed.reset.to)!;
  for (const [by, key, signature] of [
    ['root', root, proof],
    ['device', device.signKey, consent],
  ] as const) {
    const verify = await createVerifier(crypto, fromBase64Url(key));
    expect(await verify(fromBase64Url(signature), handoverBytes(next, by))).toBe(true);
    expect(handoverBytes(reset.record, by)).toEqual(handoverBytes(next, by));
  }
});

test('a recorded attestation is read as it was written, and its signature holds in its book', async () => {
  const { place, signKey, said, bytes, hash } = vectors.attestation;
  const read = readAttestation(place, fromHex(bytes))!;
  expect(read).toMatchObject({ ...said, hash });
  expect(toHex(encodeAttestation(said))).toBe(bytes.slice(0, -128));
  const verify = await createVerifier(crypto, fromBase64Url(signKey));
  expect(await verify(read.signature, read.signed)).toBe(true);
});

test('a socket shared by many rooms says and understands the recorded messages', () => {
  for (const { control, message } of vectors.channels.controls) {
    expect(toHex(encodeControl(control as Control))).toBe(message);
    expect(readChannelMessage(fromHex(message))).toEqual(control);
  }
  for (const { channel, frame, message } of vectors.channels.frames) {
    expect(toHex(onChannel(channel, fromHex(frame)))).toBe(message);
    expect(readChannelMessage(fromHex(message))).toEqual({ channel, frame: fromHex(frame) });
  }
});

test('a colleague’s recorded presence opens, and only in its room', async () => {
  const { compartmentKey, room, said, state, ...place } = vectors.presence;
  const key = await derivePresenceKey(crypto, fromBase64Url(compartmentKey), place);
  expect(await openPresence(crypto, key, room, state.sealed)).toEqual(said);
  expect(await openPresence(crypto, key, 'B'.repeat(24), state.sealed)).toBeUndefined();
});

test('a recorded invitation leads to the same mailbox, notes, code and proofs, on both sides', async () => {
  const { secret, workspace, keys, link, pairing } = vectors.invitation;
  const derived = deriveInvitation(fromBase64Url(secret), workspace);
  expect({ ...derived, key: toBase64Url(derived.key) }).toEqual(keys);
  const fields = expectOk(readLink(link.text));
  expect(fields).toEqual(link.fields);
  expect(writeLink(fields)).toBe(link.text);
  const { opening, answer, joinerKeys, memberKeys, code, macs, notes } = pairing;
  const transcript = { workspace, invitation: derived.id, secret, opening, answer };
  const sides = [
    { own: joinerKeys, other: memberKeys.publicKey },
    { own: memberKeys, other: joinerKeys.publicKey },
  ];
  for (const side of sides) expect(await agree(crypto, side, transcript)).toEqual({ code, macs });
  expect(commitTo(opening)).toBe((notes[0]!.note as { commit?: string }).commit);
  const { id, key } = derived;
  for (const [at, { note, context, sealed }] of notes.entries()) {
    const before = notes.slice(0, at).map((one) => one.sealed);
    expect(noteContext(id, before)).toBe(context);
    const kind = note.kind as NoteKind;
    expect(await openNote({ crypto, id, key }, before, sealed, [kind])).toEqual(note);
    expect(await openNote({ crypto, id, key }, [...before, sealed], sealed, [kind])).toBeUndefined();
    const again = { crypto: withNonce(nonceOf(sealed)), id, key };
    expect(await sealNote(again, before, note as PairingNote)).toBe(sealed);
  }
});

test('the 24 words find, fetch and open the copy of the keys at a relay', async () => {
  const { words, id, proof, seal, claim, bytes, signature, info, sealed, plaintext } = vectors.recovery;
  const keys = expectOk(await keysOfWords(crypto, words));
  expect(keys.id).toBe(id);
  expect(toBase64Url(keys.root.publicKey)).toBe(vectors.recovery.root.publicKey);
  expect(publicOf(keys)).toEqual({ sealKey: seal.publicKey, proofKey: proof.publicKey });
  expect(toHex(recoveryBytes(claim))).toBe(bytes);
  const sign = await createSigner(crypto, keys.proof.privateKey);
  expect(toBase64Url(await sign(recoveryBytes(claim)))).toBe(signature);
  const { workspace } = vectors.envelope.place;
  expect(info).toBe(`plumbline grant ${workspace} ${recoveryGrant}`);
  const place = { id: recoveryGrant, boxPrivateKey: toBase64Url(keys.seal.privateKey), workspace };
  expect(expectOk(await openGrant(crypto, place, sealed))).toEqual(plaintext);
});

test('both halves of a nominee’s kit give its keys, and the printed one proves itself', async () => {
  const { words, sealedHalf, keys, claim, bytes, signature, refusal, refusalBytes: told } = vectors.nominee;
  const print = expectOk(await readPrint(crypto, words));
  const kit = (await openKit(crypto, print, sealedHalf))!;
  expect({
    id: print.id,
    signKey: toBase64Url(kit.sign.publicKey),
    sealKey: toBase64Url(kit.seal.publicKey),
    proofKey: toBase64Url(print.proof.publicKey),
    half: sealHash(sealedHalf),
  }).toEqual(keys);
  const signed = nomineeProofBytes({ ...claim, act: 'open' });
  expect(toHex(signed)).toBe(bytes);
  const sign = await createSigner(crypto, print.proof.privateKey);
  expect(toBase64Url(await sign(signed))).toBe(signature);
  expect(toHex(refusalBytes(refusal))).toBe(told);
});

test('a recorded lock opens with its passphrase, however composed, and with its words', async () => {
  const { passphrase, words, file, keybag } = vectors.lock;
  for (const typed of [passphrase, passphrase.normalize('NFKC')]) {
    expect(expectOk(await openWithPassphrase(crypto, file, typed)).keybag).toEqual(keybag);
  }
  expect(passphrase.normalize('NFKC')).not.toBe(passphrase);
  expect(expectOk(await openWithWords(crypto, file, words)).keybag).toEqual(keybag);
});

test('a new lock costs whoever guesses passphrases 64 MiB and three passes for each guess', async () => {
  const { keybag, passphrase, words } = vectors.lock;
  const typed = { ...keybag, version: 1 as const };
  const file = expectOk(await createLock(crypto, typed, { passphrase, recoveryWords: words }));
  expect(file.passphrase).toMatchObject({ memoryKibibytes: 64 * 1024, iterations: 3, parallelism: 1 });
});

test('a recorded backup is whole, and its lock and manifest open', async () => {
  const { file, manifest } = vectors.backup;
  const backup = expectOk(decodeBackup(fromHex(file)));
  expect(toHex(encodeBackup(backup))).toBe(file);
  const lock = parseJson(fromUtf8(backup.lock));
  const { keybag } = expectOk(await openWithPassphrase(crypto, lock, vectors.lock.passphrase));
  expect(await openManifest(crypto, keybag, backup)).toEqual(manifest);
  expect(toBase64Url(backupContentHash(backup))).toBe(manifest.contentHash);
  expect(backup.rooms.map(({ room }) => room)).toEqual(manifest.rooms.map(({ room }) => room));
});

test('the document names every vector, and tells what to do on every close code and message', async () => {
  const document = await readFile(new URL('../../docs/PROTOCOL.md', import.meta.url), 'utf8');
  for (const name of Object.keys(vectors))
    expect(document).toMatch(new RegExp(`_vectors:[^_]*\`${name}[\`.]`));
  for (const number of [...Object.values(closeCode), ...Object.values(messageType)]) {
    expect(document).toMatch(new RegExp(`^\\| ${number} +\\|`, 'm'));
  }
});

test('files: any implementation opens and makes the same pieces', async () => {
  const { workspace, file, padded, bytes, pieces } = vectors.files;
  expect(blobLayout(file.size)).toEqual({ padded, bytes, pieces: pieces.length });
  const content = new Uint8Array(padded);
  for (let index = 0; index < file.size; index++) content[index] = index % 251;
  expect(toBase64Url(sha256(content.subarray(0, file.size)))).toBe(file.sha256);
  const key = await importAesKey(crypto, fromBase64Url(file.key));
  for (const [index, hash] of pieces.entries()) {
    const place = { workspace, blob: file.blob, index, last: index === pieces.length - 1 };
    const chunk = content.slice(index * blobChunkBytes, (index + 1) * blobChunkBytes);
    const piece = await sealPiece(crypto, key, place, chunk);
    expect(toHex(sha256(piece))).toBe(hash);
    expect(await openPiece(crypto, key, place, piece)).toEqual(chunk);
  }
});

test('clients: every device knows as which Yjs clients another one may write', () => {
  const { clients, ...place } = vectors.clients;
  for (const { chance, client } of clients) {
    expect(clientOf(place, chance)).toBe(client);
    expect(isClientOf(place, client)).toBe(true);
  }
});

test('claims: all devices blind the same thing alike', async () => {
  const { workspace, roomKey, id, key } = vectors.claims;
  expect(await blindClaim(crypto, { workspace, secret: fromBase64Url(roomKey) }, 'send', id)).toBe(key);
});

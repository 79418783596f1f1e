import fc from 'fast-check';
import { sha256 } from '@noble/hashes/sha2.js';
import * as Y from 'yjs';
import { Book } from '#renderer/vault/books/book.ts';
import type { BookCipher } from '#renderer/vault/books/cipher.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { collections } from '#shared/domain/collections.ts';
import { stateOf } from '#shared/crypto/testing/seal-update.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { isPlainJson } from '#shared/lib/json.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { applyOuterUpdate } from '#shared/sync/bounded-update.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { mutatedBytes } from '../mutations.ts';

/** Sealing is another target's matter: here an envelope is its content, with a mark and a level in front. */
const mark = 0xe1;
const wrap = (update: Uint8Array, level = 0): Uint8Array => new Uint8Array([mark, level, ...update]);
const place = { workspace: 'workspace', book: 'people', room: 'room' };
const device = 'the-only-device0';
const openCipher: BookCipher = {
  device,
  state: (said, update) => stateOf({ device }, place, update, said),
  seal: async ({ statement }, update) => new Uint8Array(wrap(update, statement.level)),
  open: async (envelopes) =>
    envelopes.map((envelope) => {
      if (envelope[0] !== mark) return problem('envelope.unreadable', 'This is no envelope.');
      const update = new Uint8Array(envelope.subarray(2));
      // Each by an author of its own, so that none goes on from another.
      const author = toBase64Url(sha256(envelope).slice(0, 12));
      const stated = stateOf({ device: author }, place, update, { level: envelope[1]! });
      return ok({ ...stated, update, signature: new Uint8Array(64) });
    }),
  isShared: false,
  attest: async () => new Uint8Array(),
  readAttestation: () => undefined,
  isAttested: async () => false,
  wasOwners: () => true,
  lastHeads: () => undefined,
  canWrite: () => true,
  pseudonym: () => undefined,
  memberOf: () => undefined,
  asOwner: () => 'all',
  isClientOf: () => true,
  newClient: () => 7,
  isTrusted: () => true,
  epoch: () => 1,
  epochOf: () => 1,
};

const rooms: Record<string, string> = { people: 'room-of-people', 'money-2026': 'room-of-money' };

async function openBook(name: string, rows: Uint8Array[] = []): Promise<Book> {
  const book = new Book({
    name,
    room: rooms[name]!,
    crypto: webCrypto(crypto),
    cipher: openCipher,
    database: {
      readKept: async () => [],
      readUpdates: async () => rows.map((bytes, sequence) => ({ bytes, sequence })),
      compact: async () => ok(),
      mayBegin: () => ok(),
    },
    onRecords: () => {},
    onUnsaved: () => {},
    onUnknownWriter: () => {},
  });
  await book.load();
  return book;
}

/** A contact that another device writes after all that: it must come in. */
function laterUpdate(): Uint8Array {
  const inner = new Y.Doc();
  inner.clientID = 4242;
  inner.getMap('contacts').set('later', { id: 'later', name: 'Later', createdAt: 1, source: 'manual' });
  return Y.encodeStateAsUpdateV2(inner);
}

/** The records that the book shows can be shown: they fit their schema, and a window can take them. */
async function isSound(book: Book): Promise<void> {
  await book.settled();
  book.outer.getArray(envelopesKey).push([wrap(laterUpdate())]);
  await book.settled();
  for (const name of Object.keys(collections) as (keyof typeof collections)[]) {
    for (const [id, record] of book.tables.records(name)) {
      must(isPlainJson(record) && record['id'] !== undefined, `a record of ${name} is no plain data`);
      must(
        collections[name].schema.safeParse(structuredClone(record)).success,
        `no record of ${name}: ${id}`,
      );
      must(JSON.stringify(record).length > 0, 'a record that cannot be written down');
    }
  }
  book.health();
  book.tables.unfit();
  await book.checkpointIfDue();
  must(!('polluted' in {}), 'the prototype of all objects was changed');
}

const showsLater = (book: Book): boolean =>
  book.tables.records('contacts').get('later')?.['name'] === 'Later';

/** A genuine book's inner updates, whole and in parts. */
function innerUpdates(): Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = 11;
  const parts: Uint8Array[] = [];
  doc.on('updateV2', (update: Uint8Array) => parts.push(update));
  const contacts = doc.getMap('contacts');
  for (let number = 0; number < 5; number++) {
    const id = `contact-${number}`;
    contacts.set(id, { id, name: `Ann ${number}`, createdAt: number, source: 'manual', phones: {} });
    contacts.set(`${id}/name`, 'Bea');
    contacts.set(`${id}/phones/a~1b`, { number: '+31612345678' });
  }
  contacts.delete('contact-1');
  doc.getArray('issued').push([{ id: 'x' }, { id: 'y', lines: [] }]);
  return [...parts, Y.encodeStateAsUpdateV2(doc)];
}

/** Two hundred bytes that ask for two billion parts. */
function tooMany(): Uint8Array {
  return new Uint8Array([0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 0, 0]);
}

/** Inner updates of a device that may write, damaged or made to harm. */
export function innerUpdateTarget(): Target {
  const updates = innerUpdates();
  return defineTarget({
    name: 'inner-updates',
    share: 2000,
    inputs: fc.record({
      book: fc.constantFrom('people', 'money-2026'),
      updates: fc.array(mutatedBytes(updates), { minLength: 1, maxLength: 3 }),
      stored: fc.boolean(),
    }),
    async attempt({ book: name, updates, stored }) {
      const outer = new Y.Doc();
      outer.getArray(envelopesKey).push(updates.map((update, index) => wrap(update, index)));
      const row = Y.encodeStateAsUpdate(outer);
      const book = await openBook(name, stored ? [row] : []);
      if (!stored) Y.applyUpdate(book.outer, row);
      await isSound(book);
    },
    async control() {
      const book = await openBook('people');
      book.outer.getArray(envelopesKey).push([wrap(tooMany()), wrap(updates.at(-1)!)]);
      await isSound(book);
      must(showsLater(book), 'what comes later is shown');
      must(book.tables.records('contacts').get('contact-2')?.['name'] === 'Bea', 'a genuine record is shown');
    },
  });
}

const hostileKey = fc
  .array(
    fc.constantFrom(
      'c1',
      'c2',
      '',
      '__proto__',
      'constructor',
      'id',
      'name',
      'phones',
      'a~1b',
      '~',
      '~2',
      '\uD800',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((segments) => segments.join('/'));

/** Values as lib0 carries them: more than JSON. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, 1n, Number.NaN, -Infinity, new Uint8Array(3), 'text', ''),
  fc.constant({ id: 'c1', name: 'Ann', createdAt: 1, source: 'manual' }),
  fc.constant({ id: 'c1', name: 'Ann', createdAt: 1, source: 'manual', extra: { big: 1n } }),
  fc.constant(
    JSON.parse('{"__proto__":{"id":"c1","name":"Ann","createdAt":1,"source":"manual","polluted":1}}'),
  ),
  fc.constant(
    JSON.parse(`{"id":"c1","name":"Ann","createdAt":1,"deep":${'['.repeat(1500)}${']'.repeat(1500)}}`),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Entries that another device wrote as it pleased, through Yjs itself. */
export function recordEntryTarget(): Target {
  return defineTarget({
    name: 'record-entries',
    share: 1600,
    inputs: fc.record({
      entries: fc.array(fc.tuple(hostileKey, hostileValue, fc.nat(9)), { minLength: 1, maxLength: 8 }),
      split: fc.boolean(),
    }),
    async attempt({ entries, split }) {
      const doc = new Y.Doc();
      const parts: Uint8Array[] = [];
      doc.on('updateV2', (update: Uint8Array) => parts.push(update));
      for (const [key, value, kind] of entries) write(doc, key, value, kind);
      const updates = split ? parts : [Y.encodeStateAsUpdateV2(doc)];
      const book = await openBook('people');
      book.outer.getArray(envelopesKey).push(updates.map((update) => wrap(update)));
      await isSound(book);
      must(showsLater(book), 'what came afterwards was lost');
    },
    async control() {
      const book = await openBook('people');
      await isSound(book);
      must(showsLater(book), 'a genuine record is shown');
    },
  });
}

function write(doc: Y.Doc, key: string, value: unknown, kind: number): void {
  const map = doc.getMap('contacts');
  if (kind === 0) map.delete(key);
  else if (kind === 1) map.set(key, new Y.Map([['id', value]]));
  else if (kind === 2) map.set(key, new Y.Text('text'));
  else if (kind === 3) doc.getArray('issued').push([{ id: 'x', value }]);
  else map.set(key, value);
}

/** The outer document is signed by nobody: a relay can write anything into it, and damage what is there. */
export function outerUpdateTarget(): Target {
  const outer = new Y.Doc();
  outer.clientID = 12;
  outer.getArray(envelopesKey).push(innerUpdates().map((update) => wrap(update)));
  outer.getArray(envelopesKey).delete(1, 2);
  const row = Y.encodeStateAsUpdate(outer);
  const item = fc.constantFrom<unknown>(null, 1, 'text', 'x'.repeat(300), [1], { a: 1n }, true);
  return defineTarget({
    name: 'outer-updates',
    share: 1600,
    inputs: fc.record({
      rows: fc.array(mutatedBytes([row]), { maxLength: 2 }),
      items: fc.array(item, { maxLength: 3 }),
      stored: fc.boolean(),
    }),
    async attempt({ rows, items, stored }) {
      const other = new Y.Doc();
      other.getArray(envelopesKey).push(items);
      const all = [...rows, Y.encodeStateAsUpdate(other)];
      const book = await openBook('people', stored ? all : []);
      if (!stored) for (const each of all) tryApply(book, each);
      await isSound(book);
      must(rows.length > 0 || showsLater(book), 'what came afterwards was lost');
    },
    async control() {
      const book = await openBook('people', [row]);
      await isSound(book);
      must(showsLater(book) && book.tables.records('contacts').size > 1, 'a genuine book is shown');
    },
  });
}

/** Sync leaves out what does not apply; that it does not stop at it is another target's matter. */
function tryApply(book: Book, update: Uint8Array): void {
  try {
    applyOuterUpdate(book.outer, update);
  } catch {
    // Damaged on purpose.
  }
}

import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { readRoster } from '../keys/roster.ts';
import { foundWorkspace } from '../testing/found-workspace.ts';
import { memoryDatabase } from '../testing/memory-database.ts';
import type { Book } from './book.ts';
import { createChains } from './chains.ts';
import { createBookCipher } from './cipher.ts';
import { createEnvelopeWriter } from './envelope-writer.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { Library } from './library.ts';

const cryptography = webCrypto(crypto);

async function newKeyring(): Promise<Keyring> {
  const keybag = await foundWorkspace(cryptography);
  const roster = expectOk(await readRoster(cryptography, keybag.membership, keybag.workspace));
  return createKeyring(cryptography, keybag, roster);
}

/** The book of people of a device on whose disk lies one envelope with this update. */
async function bookWith(keyring: Keyring, update: Uint8Array): Promise<Book> {
  const database = memoryDatabase();
  const quiet = { onRecords() {}, onOpened() {}, onSaved() {}, onUnknownWriter() {}, now: () => 0 };
  const library = new Library({ keyring, database, ...quiet });
  const room = await library.roomOf('people');
  const cipher = createBookCipher(keyring, { name: 'people', room });
  const { envelope } = await createEnvelopeWriter({ cipher, chains: createChains() }).change(update);
  const outer = new Y.Doc();
  outer.getArray<unknown>(envelopesKey).push([envelope]);
  expectOk(await database.append([{ room, bytes: Y.encodeStateAsUpdate(outer) as Bytes }]));
  return library.open('people');
}

test('a book with the same parts and other values goes by another name, so that it is checked as if it were new', async () => {
  const keyring = await newKeyring();
  const inner = new Y.Doc();
  inner.clientID = createBookCipher(keyring, { name: 'people', room: '' }).newClient();
  inner.getMap('contacts').set('ann', { id: 'ann', createdAt: 1, name: 'Ann owes nothing' });
  const update = Y.encodeStateAsUpdateV2(inner);
  const text = String.fromCharCode(...update).replace('Ann owes nothing', 'Ann owes a third');
  const other = Uint8Array.from(text, (letter) => letter.charCodeAt(0));

  const [book, same, changed] = [
    await bookWith(keyring, update),
    await bookWith(keyring, update),
    await bookWith(keyring, other),
  ];
  expect([...changed.tables.records('contacts').values()]).toMatchObject([{ name: 'Ann owes a third' }]);
  expect(same.content()).toBe(book.content());
  expect(changed.content()).not.toBe(book.content());
});

import { expect, test } from 'vitest';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Json } from '#shared/lib/json.ts';
import { createKeyring } from '../books/keyring.ts';
import { Library } from '../books/library.ts';
import { foundWorkspace } from '../testing/found-workspace.ts';
import { readRoster } from '../keys/roster.ts';
import { createSnapshots, derivedKey } from './snapshots.ts';

const cryptography = webCrypto(crypto);

type Row = { id: string; [field: string]: Json };

/** A device with one book of people in memory, and the place where its snapshot is kept. */
async function world(contact: Row) {
  const keybag = await foundWorkspace(cryptography);
  const roster = expectOk(await readRoster(cryptography, keybag.membership, keybag.workspace));
  const library = new Library({
    keyring: await createKeyring(cryptography, keybag, roster),
    database: {
      readUpdates: async () => [],
      readKept: async () => [],
      append: async () => ok(),
      compact: async () => ok(),
      mayBegin: () => ok(),
    },
    onRecords: () => {},
    onOpened: () => {},
    onSaved: () => {},
    onUnknownWriter: () => {},
    now: () => 0,
  });
  const book = await library.open('people');
  const put = async (after: Row) => {
    book.change([{ collection: 'contacts', id: after.id, path: [], before: undefined, after }]);
    expectOk(await library.save());
  };
  await put(contact);
  const rows = new Map<string, Bytes>();
  const snapshotsOf = (schemas?: string) =>
    createSnapshots({
      crypto: cryptography,
      key: derivedKey(cryptography, keybag),
      schemas,
      database: {
        readDerived: async (name) => rows.get(name),
        writeDerived: async (name, bytes) => void rows.set(name, bytes),
      },
    });
  return { book, put, snapshotsOf };
}

const ann = { id: 'ann', createdAt: 1, name: 'Ann' };

test('what this build has checked is known after a restart, until the book changes', async () => {
  const { book, put, snapshotsOf } = await world(ann);
  await snapshotsOf('one').write(book);
  const snapshot = await snapshotsOf('one').read(book.room);
  expect(snapshot).toMatchObject({ state: book.state(), checkedContent: book.content() });
  await put({ ...ann, id: 'bea' });
  expect(snapshot?.checkedContent).not.toBe(book.content());
});

test('after an update everything is checked again, as schemas may have changed', async () => {
  const { book, snapshotsOf } = await world(ann);
  await snapshotsOf('one').write(book);
  expect(await snapshotsOf('two').read(book.room)).toMatchObject({ checkedContent: '' });
  expect(await snapshotsOf().read(book.room)).toMatchObject({ state: book.state(), checkedContent: '' });
});

test('a book with something that is no record is checked at every start', async () => {
  const { book, snapshotsOf } = await world({ ...ann, name: 7 });
  await snapshotsOf('one').write(book);
  expect(await snapshotsOf('one').read(book.room)).toMatchObject({ checkedContent: '' });
});

import { expect, test, vi } from 'vitest';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { proven } from '#shared/domain/proven.ts';
import type { Change } from '#shared/records/change.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { expectOk, problem } from '#shared/lib/result.ts';
import { readRoster } from '../keys/roster.ts';
import { foundWorkspace } from '../testing/found-workspace.ts';
import { type MemoryDatabase, memoryDatabase } from '../testing/memory-database.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { Library, type LibraryDeps } from './library.ts';

const cryptography = webCrypto(crypto);
const books = ['index', 'people', 'audit-2026-11'];

/** What goes wrong at the next step of its kind, once. */
type Fault = 'sealing' | 'refused' | 'write' | 'summaries' | 'telling';

interface Bench {
  library: Library;
  database: MemoryDatabase;
  keyring: Keyring;
  breakNext(fault: Fault): void;
}

async function bench(): Promise<Bench> {
  const keybag = await foundWorkspace(cryptography);
  const roster = expectOk(await readRoster(cryptography, keybag.membership, keybag.workspace));
  const keyring = await createKeyring(cryptography, keybag, roster);
  const database = memoryDatabase();
  let next: Fault | undefined;
  function failsOnce(fault: Fault): boolean {
    const isNow = next === fault;
    if (isNow) next = undefined;
    return isNow;
  }
  function throwOnce(fault: Fault): void {
    if (failsOnce(fault)) throw new TypeError(fault);
  }
  const faulty: LibraryDeps = {
    ...usual,
    keyring: {
      ...keyring,
      async sign(bytes) {
        throwOnce('sealing');
        return keyring.sign(bytes);
      },
    },
    database: {
      ...database,
      async append(rows) {
        throwOnce('write');
        return failsOnce('refused') ? problem('storage.ends', 'No.') : database.append(rows);
      },
    },
    beforeSave: async () => throwOnce('summaries'),
    onSaved: () => throwOnce('telling'),
  };
  const library = new Library(faulty);
  for (const name of books) await library.open(name);
  return { library, database, keyring, breakNext: (fault) => (next = fault) };
}

const usual = {
  onRecords: () => {},
  onOpened: () => {},
  onSaved: () => {},
  onUnknownWriter: () => {},
  now: () => 0,
};

function contact({ keyring }: Bench, id: string): Change[] {
  const after = { id, name: `Customer ${id}`, createdAt: 1, updatedAt: 1 };
  const entry = proven({
    at: Date.UTC(2026, 10, 2),
    deviceId: keyring.keybag.deviceId,
    memberId: keyring.keybag.memberId,
    command: 'contact.create',
    records: [`contacts/${id}`],
    salt: id,
  }) as JsonObject;
  return [
    { collection: 'contacts', id, path: [], before: undefined, after },
    { collection: 'audit', id: entry['id'] as string, path: [], before: undefined, after: entry },
  ];
}

/** What another start of the device finds on the disk. */
async function storedContacts({ database, keyring }: Bench): Promise<string[]> {
  const again = new Library({ ...usual, keyring, database });
  for (const name of books) await again.open(name);
  expect(again.bookNamed('people')!.gaps()).toEqual([]);
  expect([...again.all('audit')]).toHaveLength([...again.all('contacts')].length);
  return [...again.all('contacts')].map(({ id }) => id).toSorted();
}

test.each<Fault>(['sealing', 'refused', 'write', 'summaries'])(
  'a change whose storing failed (%s) stays owed, the failure is told, and the next save stores it with its entry in the log',
  async (fault) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const device = await bench();
    const { library } = device;
    library.apply(contact(device, 'a'));
    expectOk(await library.save());
    library.apply(contact(device, 'b'));
    device.breakNext(fault);
    expect((await library.save()).ok).toBe(false);
    expect(library.books.every((book) => book.isSaved())).toBe(false);
    expect(await storedContacts(device)).toEqual(['a']);
    library.apply(contact(device, 'c'));
    expectOk(await library.save());
    expect(await storedContacts(device)).toEqual(['a', 'b', 'c']);
  },
);

test('more changes than are merged one by one are owed as well, after sealing has failed', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const device = await bench();
  const ids = Array.from({ length: 120 }, (_, index) => `c${String(index).padStart(3, '0')}`);
  for (const id of ids) device.library.apply(contact(device, id));
  device.breakNext('sealing');
  expect((await device.library.save()).ok).toBe(false);
  expectOk(await device.library.save());
  expect(await storedContacts(device)).toEqual(ids);
});

test('who is told of a save and fails over it keeps no later one from being stored', async () => {
  const device = await bench();
  device.library.apply(contact(device, 'a'));
  device.breakNext('telling');
  await device.library.save().catch(() => undefined);
  device.library.apply(contact(device, 'b'));
  expectOk(await device.library.save());
  expect(await storedContacts(device)).toEqual(['a', 'b']);
});

test('while a change is being sealed, its book is not taken for saved', async () => {
  const device = await bench();
  const { library } = device;
  library.apply(contact(device, 'a'));
  const saving = library.save();
  await Promise.resolve();
  expect(library.bookNamed('people')!.isSaved()).toBe(false);
  expectOk(await saving);
  expect(library.bookNamed('people')!.isSaved()).toBe(true);
});

test('a book that could not be opened once is opened by whoever needs it next', async () => {
  const { library, database } = await bench();
  const { readUpdates } = database;
  database.readUpdates = () => Promise.reject(new TypeError('not now'));
  const broken = new Library({ ...usual, keyring: (await bench()).keyring, database });
  await expect(broken.open('people')).rejects.toThrow('not now');
  database.readUpdates = readUpdates;
  expect((await broken.open('people')).name).toBe('people');
  expect(library.bookNamed('people')).toBeDefined();
});

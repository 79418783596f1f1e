import { IndexeddbPersistence, storeState } from 'y-indexeddb';
import * as Y from 'yjs';
import { bookOf, type CollectionName } from '#shared/domain/collections.ts';
import { firstPage, tables, type Store } from './store.ts';

const prefix = 'y-indexeddb:';

/** Yjs documents in the clear, cut into the same books as ours, kept by y-indexeddb. */
export const yjsStore: Store = {
  async seed(data) {
    const books = new Map<string, { doc: Y.Doc; kept: IndexeddbPersistence }>();
    for (const table of tables) {
      const parts = Map.groupBy<string, { id: string }>(data[table], (record) => bookOf(table, record));
      for (const [name, records] of parts) {
        const book = books.get(name) ?? openBook(name);
        books.set(name, book);
        await book.kept.whenSynced;
        for (let start = 0; start < records.length; start += 200) {
          const batch = records.slice(start, start + 200);
          book.doc.transact(() => batch.forEach((record) => book.doc.getMap(table).set(record.id, record)));
        }
      }
    }
    // As after its own tidying: one row a document.
    for (const { kept } of books.values()) {
      await storeState(kept, true);
      await kept.destroy();
    }
  },

  async open() {
    const names = (await indexedDB.databases())
      .map(({ name = '' }) => name)
      .filter((name) => name.startsWith(prefix));
    const start = performance.now();
    const people = openBook('people');
    await people.kept.whenSynced;
    const contacts = recordsOf(people.doc, 'contacts') as { name: string }[];
    firstPage(contacts);
    const firstList = performance.now() - start;
    const others = names.map((name) => name.slice(prefix.length)).filter((name) => name !== 'people');
    const books = others.map(openBook);
    await Promise.all(books.map(({ kept }) => kept.whenSynced));
    let records = contacts.length;
    for (const { doc } of books) for (const table of tables) records += recordsOf(doc, table).length;
    return { firstList, loaded: performance.now() - start, records };
  },
};

function openBook(name: string): { doc: Y.Doc; kept: IndexeddbPersistence } {
  const doc = new Y.Doc();
  return { doc, kept: new IndexeddbPersistence(`${prefix}${name}`, doc) };
}

function recordsOf(doc: Y.Doc, table: CollectionName): unknown[] {
  return [...doc.getMap(table).values()];
}

import { Dexie } from 'dexie';
import type { Store } from './store.ts';
import { pageSize, tables } from './store.ts';

function database(): Dexie {
  const dexie = new Dexie('dexie-plain', { chromeTransactionDurability: 'strict' });
  dexie
    .version(1)
    .stores({ contacts: 'id, name', jobs: 'id', conversations: 'id', messages: 'id, conversationId' });
  return dexie;
}

/** Plain Dexie: one row a record, in the clear, with an index for the list. */
export const dexieStore: Store = {
  async seed(data) {
    const dexie = database();
    for (const table of tables) await dexie.table(table).bulkAdd(data[table]);
    dexie.close();
  },

  async open() {
    const start = performance.now();
    const dexie = database();
    await dexie.table('contacts').orderBy('name').limit(pageSize).toArray();
    const firstList = performance.now() - start;
    let records = 0;
    for (const table of tables) records += (await dexie.table(table).toArray()).length;
    return { firstList, loaded: performance.now() - start, records };
  },
};

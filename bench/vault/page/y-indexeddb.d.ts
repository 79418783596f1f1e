/** The peer is installed in bench/peers only, so its types are not where the checker looks. */
declare module 'y-indexeddb' {
  import type { Doc } from 'yjs';

  export class IndexeddbPersistence {
    constructor(name: string, doc: Doc);
    readonly whenSynced: Promise<unknown>;
    destroy(): Promise<void>;
  }

  export function storeState(persistence: IndexeddbPersistence, force: boolean): Promise<void>;
}

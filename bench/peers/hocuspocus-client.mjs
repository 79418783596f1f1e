// Hocuspocus' own provider: all documents over one socket.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

export function connect(url, names) {
  const websocketProvider = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WebSocket });
  return names.map((name) => {
    const doc = new Y.Doc();
    const done = Promise.withResolvers();
    const provider = new HocuspocusProvider({
      websocketProvider,
      name,
      document: doc,
      token: 'bench',
      onSynced: () => done.resolve(),
    });
    provider.attach();
    return {
      doc,
      synced: done.promise,
      sent: () => provider.unsyncedChanges === 0,
      close() {
        provider.destroy();
        websocketProvider.destroy();
      },
    };
  });
}

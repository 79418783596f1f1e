import { randomBytes, randomUUID } from 'node:crypto';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createServices } from '#electron/services/index.ts';
import { createWindowFiles } from '#electron/services/window/files.ts';
import { startHostServer } from '#electron/host/server.ts';
import { createBridgeAuth } from '#electron/host/bridge-auth.ts';
import { expectOk } from '#shared/lib/result.ts';

/** The browser shell's own server and services, over a page of the benchmark's. `port`: 0 for any. */
export async function startShell(options: { profile: string; page: string; port: number }) {
  const auth = createBridgeAuth({ newSecret: () => randomBytes(32).toString('base64url') });
  const services = createServices({
    shell: { shell: 'browser', version: 'bench' },
    now: Date.now,
    newId: randomUUID,
    printer: {
      prepare: async () => undefined,
      print: () => Promise.reject(new Error('Nothing is printed here')),
      close: async () => undefined,
    },
    profile: options.profile,
    journalThread: new URL('../../electron/services/journal/thread.ts', import.meta.url),
  });
  const files = createWindowFiles({ root: options.page });
  const deps = { dispatcher: createDispatcher(services), files, auth };
  const server = expectOk(await startHostServer(deps, options.port));
  return {
    /** With the key that opens the bridge, once. */
    url: `${server.origin}/#key=${auth.key}`,
    port: Number(new URL(server.origin).port),
    async close(): Promise<void> {
      await server.close();
      await services.close();
    },
  };
}

import { randomBytes, randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createServices } from '#electron/services/index.ts';
import { createWindowFiles } from '#electron/services/window/files.ts';
import { startHostServer } from '#electron/host/server.ts';
import { createBridgeAuth } from '#electron/host/bridge-auth.ts';
import { createKeyFile } from '#electron/host/key-file.ts';
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
  const onOpened = () => keyFile.remove();
  const deps = { dispatcher: createDispatcher(services), files, auth, onOpened };
  const server = expectOk(await startHostServer(deps, options.port));
  const { origin } = server;
  const keyFile = createKeyFile({ profile: options.profile, origin, newKey: () => auth.newKey() });
  return {
    /** Of the file that opens a window, once. */
    url: pathToFileURL(expectOk(keyFile.offer())).href,
    port: Number(new URL(server.origin).port),
    async close(): Promise<void> {
      keyFile.remove();
      await server.close();
      await services.close();
    },
  };
}

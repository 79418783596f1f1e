import path from 'node:path';
import { createBridgeAuth } from '#electron/host/bridge-auth.ts';
import { runHost } from '#electron/host/run.ts';
import { createWindowFiles } from '#electron/services/window/files.ts';
import { ok } from '#shared/lib/result.ts';

/** The browser shell as it is started by `electron/host/main.ts`, but for its secrets, which can be searched for. */
let secrets = 0;
const auth = createBridgeAuth({ newSecret: () => `CanaryOfThisShell-${++secrets}` });
let isOpen = false;
await runHost(process.argv.slice(2), {
  openFiles: () => ok(createWindowFiles({ root: path.join(import.meta.dirname, '../../out/renderer') })),
  auth: {
    ...auth,
    accepts(token) {
      const accepted = auth.accepts(token);
      if (accepted && !isOpen) process.stdout.write('A window is open.\n');
      isOpen ||= accepted;
      return accepted;
    },
  },
});

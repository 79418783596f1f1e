import path from 'node:path';
import { createWindowFiles } from '#electron/services/window/files.ts';
import { mayLoad } from './policies.ts';
import { startShell } from './shell.ts';

/** Plumbline as it is packaged: the built window, and nothing of the web. */
startShell({
  openFiles: () => createWindowFiles({ root: path.join(import.meta.dirname, '../renderer') }),
  mayLoad,
});

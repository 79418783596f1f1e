import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { app } from 'electron';
import { lockProfile } from '#electron/host/profile-lock.ts';
import { mayLoad } from '#electron/main/policies.ts';
import { startShell } from '#electron/main/shell.ts';
import { createDevelopmentFiles } from './files.ts';

/** Electron's main process under `npm run dev`: the product's shell, with the window that Vite serves. */
const { host, origin } = new URL(process.env['ELECTRON_RENDERER_URL'] ?? '');

// electron-vite starts the next process before the last one has ended.
const profile = path.resolve(app.commandLine.getSwitchValue('profile'));
while (!lockProfile(profile).ok) await delay(50);

startShell({
  openFiles: () => createDevelopmentFiles({ server: origin, fetch }),
  mayLoad: (address) => mayLoad(address) || address.startsWith(`ws://${host}/`),
});

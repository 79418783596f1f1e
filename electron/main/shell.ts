import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserWindow } from 'electron';
import { app, Menu, protocol, session } from 'electron';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createServices, type Services } from '#electron/services/index.ts';
import { windowFeatures } from '#electron/services/window/features.ts';
import type { WindowFiles } from '#electron/services/window/files.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import { createDesktop } from './desktop.ts';
import { guardContents, guardSession } from './guard-contents.ts';
import { invitationIn, invitationScheme, withInvitation } from './invitation-links.ts';
import { serveBridge } from './ipc.ts';
import { onClose, showsAtStart } from './login-item.ts';
import { createKeyStore } from './key-store.ts';
import { createPdfPrinter } from './print-pdf.ts';
import { answerWindowRequest, windowSchemePrivileges } from './protocol.ts';
import { openWindow } from './window.ts';

import { startVoiceProcess } from './voice-process.ts';
import { windowScheme } from './window-origin.ts';

export interface ShellParts {
  /** Called once the app is ready. */
  openFiles(): WindowFiles;
  /** Whether a page of ours may load from an address. */
  mayLoad(address: string): boolean;
}

/** The boot order. What each step allows and denies is in the policies beside this file. */
export function startShell(parts: ShellParts): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([windowSchemePrivileges]);
  for (const flag of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ]) {
    app.commandLine.appendSwitch(flag);
  }
  app.commandLine.appendSwitch('enable-features', windowFeatures);
  const profile = app.commandLine.getSwitchValue('profile');
  if (profile !== '') app.setPath('userData', path.resolve(profile, 'electron'));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    takeUp([link]);
  });
  if (app.isPackaged) app.setAsDefaultProtocolClient(invitationScheme);
  // The lock belongs to the profile: a second instance ends here, before it has opened any data.
  if (app.requestSingleInstanceLock()) ignore(app.whenReady().then(() => start(parts, profile)));
  else app.exit(0);
}

// macOS hands links over by an event, perhaps before there is a window; other systems by the arguments.
let invitation = invitationIn(process.argv);
let takeUp = (words: readonly string[]): void => {
  invitation = invitationIn(words) ?? invitation;
};

async function start({ openFiles, mayLoad }: ShellParts, profile: string): Promise<void> {
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('window-all-closed', () => app.quit());
  guardSession(session.defaultSession, mayLoad);
  const files = openFiles();
  protocol.handle(windowScheme, async (request) => {
    const { status, headers, body } = await answerWindowRequest(files, request);
    return new Response(body, { status, headers });
  });
  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  const desktop = createDesktop({ window: (): BrowserWindow => window });
  const id = () => newId(webCrypto(crypto));
  const services = createServices({
    shell: { shell: 'electron', version: app.getVersion() },
    now: () => Date.now(),
    newId: id,
    printer: createPdfPrinter({ newId: id }),
    profile: profile === '' ? app.getPath('userData') : path.resolve(profile),
    journalThread: pathToFileURL(path.join(import.meta.dirname, 'journal-thread.js')),
    desktop,
    keyStore: createKeyStore(),
    async removeWindowData() {
      await session.defaultSession.clearStorageData();
      await session.defaultSession.clearCache();
    },
    startVoiceProcess: () => startVoiceProcess(path.join(import.meta.dirname, 'voice-engine.js')),
  });
  quitWhenClosed(services);
  serveBridge(createDispatcher(services));
  const preload = path.join(import.meta.dirname, '../preload/index.cjs');
  const window = openWindow({
    preload,
    isPackaged: app.isPackaged,
    invitation,
    shows: showsAtStart(process.argv),
    onClose: () => onClose({ staysInTray: services.staysInTray(), isQuitting }),
  });
  takeUp = (words) => {
    desktop.show();
    const found = invitationIn(words);
    const { webContents } = window;
    if (found !== undefined) ignore(webContents.loadURL(withInvitation(webContents.getURL(), found)));
  };
  app.on('second-instance', (_event, words) => takeUp(words));
}

/** What is being written ends before the process does; the windows are gone by then. */
function quitWhenClosed(services: Services): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    ignore(services.close().finally(() => app.exit(0)));
  });
}

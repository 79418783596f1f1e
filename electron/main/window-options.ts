import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';

/** What every page runs with, the printed ones too: a sandbox, and no way to Node. */
export const lockedDown = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  // The spell checker would download its dictionaries.
  spellcheck: false,
} as const satisfies WebPreferences;

export function windowOptions(options: {
  preload: string;
  isPackaged: boolean;
}): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 840,
    minWidth: 900,
    minHeight: 600,
    title: 'Plumbline',
    show: false,
    autoHideMenuBar: true,
    webPreferences: { ...lockedDown, preload: options.preload, devTools: !options.isPackaged },
  };
}

/** The hidden window that turns a document into a PDF: no preload, no script, nothing kept. */
export function printWindowOptions(partition: string): BrowserWindowConstructorOptions {
  return { show: false, webPreferences: { ...lockedDown, partition, javascript: false, devTools: false } };
}

import { BrowserWindow } from 'electron';
import { drop } from '#shared/lib/drop.ts';
import { windowUrl } from './window-origin.ts';
import { windowOptions } from './window-options.ts';

/** Opens the window, shown once it has something to show. */
export function openWindow(options: { preload: string; isPackaged: boolean }): BrowserWindow {
  const window = new BrowserWindow(windowOptions(options));
  window.once('ready-to-show', () => window.show());
  drop(window.loadURL(windowUrl));
  return window;
}

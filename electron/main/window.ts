import { BrowserWindow } from 'electron';
import { ignore } from '#shared/lib/ignore.ts';
import { withInvitation } from './invitation-links.ts';
import { windowUrl } from './window-origin.ts';
import { windowOptions } from './window-options.ts';

/** Opens the window, shown once it has something to show. */
export function openWindow(options: {
  preload: string;
  isPackaged: boolean;
  /** See `invitationIn`. */
  invitation: string | undefined;
}): BrowserWindow {
  const window = new BrowserWindow(windowOptions(options));
  window.once('ready-to-show', () => window.show());
  ignore(window.loadURL(withInvitation(windowUrl, options.invitation)));
  return window;
}

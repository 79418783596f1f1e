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
  /** Whether it is shown by itself. */
  shows: boolean;
  /** See `onClose`. */
  onClose(): 'hide' | 'close';
}): BrowserWindow {
  const window = new BrowserWindow(windowOptions(options));
  if (options.shows) window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    if (options.onClose() === 'close') return;
    event.preventDefault();
    window.hide();
  });
  ignore(window.loadURL(withInvitation(windowUrl, options.invitation)));
  return window;
}

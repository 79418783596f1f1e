import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { app, Menu, Notification, nativeImage, powerMonitor, Tray } from 'electron';
import type { TrayWords } from '#shared/bridge/contract/desktop.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Desktop } from '#electron/services/desktop/desktop.ts';
import { loginItem } from './login-item.ts';

/** The system's desktop, by Electron. What is decided about it stands in the service. */
export function createDesktop(deps: { window(): BrowserWindow }): Desktop {
  let tray: Tray | undefined;
  const login = loginItem({
    platform: process.platform,
    program: process.env['APPIMAGE'] ?? app.getPath('exe'),
    folder: path.join(app.getPath('appData'), 'autostart'),
    settings: app,
  });

  function show(): void {
    const window = deps.window();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  function nameTray(named: Tray, words: TrayWords | undefined): void {
    if (words === undefined) return;
    named.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.open, click: show },
        { label: words.quit, click: () => app.quit() },
      ]),
    );
  }

  function openTray(): Tray {
    const made = new Tray(nativeImage.createEmpty());
    const asProgram = app.getFileIcon(app.getPath('exe'), { size: 'small' });
    ignore(asProgram.then((icon) => made.isDestroyed() || made.setImage(icon)));
    made.setToolTip('Plumbline');
    made.on('click', show);
    return made;
  }

  return {
    notify(note, onClick) {
      if (!Notification.isSupported()) return;
      const shown = new Notification({ ...note, silent: false });
      shown.on('click', onClick);
      shown.show();
    },
    setBadge: (count) => void app.setBadgeCount(count),
    setTray(isThere, words) {
      if (isThere) nameTray((tray ??= openTray()), words);
      else {
        tray?.destroy();
        tray = undefined;
      }
    },
    startsAtLogin: login.isSet,
    setStartsAtLogin: login.set,
    show,
    onWake(listener) {
      powerMonitor.on('resume', listener);
      powerMonitor.on('unlock-screen', listener);
    },
  };
}

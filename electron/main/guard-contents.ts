import type { Session, WebContents } from 'electron';
import { openOutside } from './open-outside.ts';
import { mayLoad, mayUse } from './policies.ts';
import { isWindowUrl } from './window-origin.ts';

/** Keeps a page where it is: for every page that this app ever makes. */
export function guardContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!isWindowUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isWindowUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

/** Denies permissions and devices by default, and every request that is not allowed. */
export function guardSession(session: Session, isAllowed: (address: string) => boolean = mayLoad): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayUse(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowed(details.url) }));
}

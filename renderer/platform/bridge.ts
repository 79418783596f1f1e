import type { Bridge } from '#shared/bridge/bridge.ts';
import { browserHostProtocol } from '#shared/bridge/browser-host.ts';
import type { PreloadApi } from '#shared/bridge/preload-api.ts';
import { createBrowserTransport } from './browser-transport.ts';
import { createElectronTransport } from './electron-transport.ts';
import { parsedBridge } from './parsed-bridge.ts';

declare global {
  interface Window {
    /** There in Electron only: put there by its preload. */
    readonly plumbline?: PreloadApi;
  }
}

/**
 * The window's one way to its shell: Electron's preload, or the browser host over loopback, whose token the page that
 * opened this window has laid down in the tab's storage.
 * `isAdmitted`: whether the shell answers this window. The browser host does not where its key was used before.
 */
export function createBridge(): { bridge: Bridge; isAdmitted: boolean } {
  if (window.plumbline !== undefined) {
    return { bridge: parsedBridge(createElectronTransport(window.plumbline)), isAdmitted: true };
  }
  const token = sessionStorage.getItem(browserHostProtocol.tokenItem) ?? undefined;
  return { bridge: parsedBridge(createBrowserTransport(window, token)), isAdmitted: token !== undefined };
}

/** The nonce that lets this page add style elements under its content security policy. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
}

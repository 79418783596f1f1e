import type { Bridge } from '#shared/bridge/bridge.ts';
import type { PreloadApi } from '#shared/bridge/preload-api.ts';
import { obtainToken } from './bridge-token.ts';
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
 * The window's one way to its shell: Electron's preload, or the browser host over loopback. Call it first
 * thing, before a router reads the address: in the browser shell the address holds a key, which this removes.
 * `isAdmitted`: whether the shell answers this window. The browser host does not where its key was used before.
 */
export function createBridge(): { bridge: Bridge; isAdmitted: Promise<boolean> } {
  if (window.plumbline !== undefined) {
    const bridge = parsedBridge(createElectronTransport(window.plumbline));
    return { bridge, isAdmitted: Promise.resolve(true) };
  }
  const session = obtainToken(window).catch(() => undefined);
  const bridge = parsedBridge(createBrowserTransport(window, session));
  return { bridge, isAdmitted: session.then((token) => token !== undefined) };
}

/** The nonce that lets this page add style elements under its content security policy. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
}

import { isWindowUrl } from './window-origin.ts';

/** A frame that speaks to the main process, as far as trusting it goes. */
export interface SenderFrame {
  url: string;
  parent: unknown;
}

/** Only our own page in a window's top frame may use the bridge. */
export function isTrustedSender(frame: SenderFrame | null | undefined): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && isWindowUrl(frame.url);
}

/** What the system may open in the owner's browser, mail program or for a text message. */
export function mayOpenOutside(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return ['https:', 'mailto:', 'sms:'].includes(url.protocol);
}

// Copying text, and asking that the browser engine never evicts the vault.
const permissions = new Set(['clipboard-sanitized-write', 'persistent-storage']);

/** Everything that is not needed is denied: camera, place, devices, notifications, … */
export function mayUse(permission: string, requestingUrl: string): boolean {
  return permissions.has(permission) && isWindowUrl(requestingUrl);
}

/**
 * What a page of ours may load. Nothing of the web, ever: what leaves the device goes through the egress
 * guard in the services, so even a hole in the content security policy leads nowhere.
 */
export function mayLoad(address: string): boolean {
  return isWindowUrl(address) || /^(blob|data|devtools|plumbline-print):/.test(address);
}

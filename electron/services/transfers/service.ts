import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { Downloads } from './downloads.ts';

/** Reading on in a file that a channel's service has opened. */
export function createTransferService(downloads: Downloads): Pick<CallHandlers, 'media.read'> {
  return { 'media.read': ({ download }) => downloads.read(download) };
}

import type { Bridge } from '#shared/bridge/bridge.ts';
import { keptParts } from '#shared/bridge/contract/profile.ts';
import { createBuckets } from '../storage/buckets.ts';
import type { NotRemoved } from './api.ts';

/**
 * Takes away both copies of what is stored, and all that the shell keeps beside them. Tells what stayed. Whoever holds
 * a database open has to have closed it.
 */
export async function removeStored(deps: {
  bridge: Pick<Bridge, 'call'>;
  databaseName: string;
}): Promise<NotRemoved[]> {
  const isGone = await createBuckets(deps).removeAll();
  const removed = await deps.bridge.call('profile.remove', {});
  await deps.bridge.call('window.remember', { text: '' });
  const left: NotRemoved[] = removed.ok ? removed.value.left : [...keptParts];
  return isGone ? left : ['database', ...left];
}

import type { LastHeads } from '#shared/sync/membership.ts';
import type { Archive } from '../archive/archive.ts';

/** How far devices have written in each book, by device and room: what a loss of their rights names. */
export async function lastHeadsIn(
  archive: Pick<Archive, 'lookInto'>,
  devices: string[],
): Promise<Record<string, LastHeads>> {
  const heads: Record<string, LastHeads> = Object.fromEntries(devices.map((device) => [device, {}]));
  if (devices.length === 0) return heads;
  await archive.lookInto(({ room, chains }) => {
    for (const device of devices) {
      const tips = chains.tips(device);
      if (tips.length > 0) heads[device]![room] = tips;
    }
  });
  return heads;
}

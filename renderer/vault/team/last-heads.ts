import type { LastHeads } from '#shared/sync/membership.ts';
import type { Archive } from '../archive/archive.ts';

/** What a membership takes of one device and room: nobody keeps a place in the team by forking too often to be named. */
const mostNamed = 20;

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
      const newest = tips.toSorted((a, b) => b.counter - a.counter).slice(0, mostNamed);
      if (newest.length > 0) heads[device]![room] = newest;
    }
  });
  return heads;
}

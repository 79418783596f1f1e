import type { Device } from './device.ts';
import type { World } from './world.ts';

/** Whether a device knows that another is out of the team, and how far its work counts. */
export function knowsOf(device: Device, outcast: Device): boolean {
  const { roster } = device.session.keyring;
  return (
    !roster.record.devices.some(({ id }) => id === outcast.id) && !roster.openEnded().includes(outcast.id)
  );
}

/** Until everybody knows of all who are out, what those write may be taken in. */
export function forgive({ devices, removed, oracle }: World): void {
  const isInformed = (device: Device): boolean =>
    removed.has(device) || (device.alive && [...removed].every((outcast) => knowsOf(device, outcast)));
  const areInformed = (): boolean => devices.every(isInformed);
  if (!areInformed()) oracle.forgiveRemoved(areInformed);
}

/** Who has come by the words says only later how far the work of others counts: all of it has to be here first. */
export function forgiveOpenEnd(world: World, owner: Device, outcast: Device): void {
  if (owner.alive && owner.session.keyring.roster.openEnded().includes(outcast.id)) forgive(world);
}

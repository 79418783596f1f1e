import type { Role } from '#shared/domain/roles.ts';
import { isDone } from './actions.ts';
import type { Device } from './device.ts';
import { startChaosRelay } from './relay.ts';
import { createWorld, type World } from './world.ts';

/** A team with a relay of its own, for a course of things that a test lays down step by step. `settings`: the relay's. */
export async function withTeam<const Roles extends Role[]>(
  roles: Roles,
  course: (devices: { [Index in keyof Roles]: Device }, world: World) => Promise<void>,
  settings: Record<string, string> = {},
): Promise<void> {
  const relay = await startChaosRelay(settings);
  const plan = { seed: 7, devices: roles.map((role) => ({ role, skew: 0 })), needsOwnRelay: true, steps: [] };
  let devices: Device[] = [];
  try {
    const world = await createWorld({ plan, relay, sabotage: undefined, log: () => {} });
    devices = world.devices;
    await course([...devices] as { [Index in keyof Roles]: Device }, world);
  } finally {
    for (const device of devices) device.kill();
    await relay.kill();
  }
}

export const namesOn = (device: Device): string[] =>
  [...device.session.library.all('contacts')].map(({ name }) => name);

export async function writes(device: Device, name: string): Promise<void> {
  const done = await device.run('contact.create', { name });
  if (!isDone(done)) throw new Error(`${device.name} could not write ${name}`);
}

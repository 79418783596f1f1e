import type { Device } from './device.ts';
import type { World } from './world.ts';

/** A fault that is built in on purpose, to prove that the suite would notice it in the product. */
export interface Sabotage {
  /** Whether the second device's disk acknowledges a write that it does not keep. */
  forgets?: () => boolean;
  /** Meddles with the devices when all faults are over, before they are compared. */
  meddle?: (world: Pick<World, 'oracle' | 'removed'> & { remaining: Device[] }) => void | Promise<void>;
}

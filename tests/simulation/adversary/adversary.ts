import type { Device } from '../device.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';

/** What came of an attack, as far as it shows at once. */
export interface Attack {
  /** For the trace. */
  said: string;
  /** What it has reached that it must not. */
  problems?: string[];
  /** What it must not have reached when all is well again, whoever notices it, in words. */
  judge?(remaining: Device[]): string[];
}

/** Somebody who is not honest. */
export interface Adversary {
  /** `noticed`: what it does may show, where an honest device names it. */
  expects: 'no-effect' | 'noticed';
  /** Whether one of the honest devices says so. */
  isNoticed?(remaining: Device[]): boolean;
  /** `device`: whom it is aimed at, or who does it. */
  attack(world: World, device: Device, random: Random): Promise<Attack>;
}

/** Somebody is missing for it. */
export const impossible = (why: string): Attack => ({ said: why });

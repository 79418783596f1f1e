import { ignore } from '#shared/lib/ignore.ts';
import { type Device, killed, type Outcome } from './device.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** What happens in a step; gives what is to be said of it. */
export type StepRun = (world: World, device: Device, random: Random) => Promise<string> | string;

/** What is under way on each device: people do not wait for one thing before they do the next. */
const underWay = new WeakMap<Device, Set<Promise<unknown>>>();

/** Goes on while the next steps are taken. */
export function begin(
  device: Device,
  work: Promise<Outcome<unknown>> | undefined,
  log: (line: string) => void,
) {
  if (work === undefined) return 'nothing to do it with';
  const others = underWay.get(device) ?? new Set();
  underWay.set(device, others);
  others.add(work);
  ignore(
    work
      .then((outcome) => log(`    … ${device.name}: ${nameOf(outcome)}`))
      .finally(() => others.delete(work)),
  );
  return undefined;
}

/** Resolves when nothing that was begun on these devices is under way any more. */
export async function finished(devices: Device[]): Promise<void> {
  await Promise.all(devices.flatMap((device) => [...(underWay.get(device) ?? [])]));
}

/** In a word, how something ended. */
export function nameOf(outcome: Outcome<unknown>): string {
  if (outcome === killed) return 'killed';
  return outcome.ok ? 'done' : outcome.error.code;
}

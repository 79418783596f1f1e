import { setTimeout as delay } from 'node:timers/promises';
import type { Device } from './device.ts';
import { compare, heal } from './heal.ts';
import { planRun } from './plan.ts';
import type { ChaosRelay } from './relay.ts';
import type { Sabotage } from './sabotage.ts';
import { take } from './steps.ts';
import { finished } from './under-way.ts';
import { createWorld } from './world.ts';

export interface RunResult {
  seed: number;
  /** Empty where all is well. */
  problems: string[];
  log: string[];
  /** How many things were said to be done, and were looked for afterwards. */
  witnesses: number;
  milliseconds: number;
}

/** One run, from the founding of a team to the comparison of its devices. */
export async function runChaos(deps: {
  seed: number;
  relay: ChaosRelay;
  sabotage?: Sabotage | undefined;
}): Promise<RunResult> {
  const { seed, relay, sabotage } = deps;
  const started = Date.now();
  const plan = planRun(seed);
  const lines: string[] = [];
  const log = (line: string): void => {
    lines.push(`${String(Date.now() - started).padStart(6)} ${line}`);
  };
  const problems: string[] = [];
  let witnesses = 0;
  let devices: Device[] = [];
  try {
    const world = await createWorld({ plan, relay, sabotage, log });
    devices = world.devices;
    log(`devices ${devices.map(({ name, id }) => `${name} ${id}`).join(', ')}`);
    for (const step of plan.steps) {
      await delay(step.pause);
      log(await take(world, step));
    }
    log('heal');
    const remaining = await heal(world);
    await sabotage?.meddle?.({ ...world, remaining });
    log('compare');
    problems.push(...(await compare(remaining)), ...world.oracle.judge(remaining));
    problems.push(...(await restartAlone(remaining[seed % remaining.length]!)));
    witnesses = world.oracle.witnesses;
  } catch (error) {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  if (problems.length > 0) devices.forEach((device) => log(whatIsUnreadable(device)));
  for (const device of devices) device.kill();
  await finished(devices);
  return { seed, problems, log: lines, witnesses, milliseconds: Date.now() - started };
}

/** What a device shows after a restart without a network is what it showed before: all of it was on its disk. */
async function restartAlone(device: Device): Promise<string[]> {
  // What has just arrived may still be on its way to the disk.
  await device.session.library.save();
  const before = device.records();
  device.link.online = false;
  device.kill();
  await device.start();
  await device.openAll();
  const after = device.records();
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => `${device.name} after a restart: ${key} was ${before.get(key)} and is ${after.get(key)}`);
}

/** For the log of a run that failed: which books hold what the device cannot open, and which team it knows. */
function whatIsUnreadable(device: Device): string {
  if (!device.alive) return `${device.name} has no process`;
  const { library, keyring } = device.session;
  const { sequence, epoch } = keyring.roster.record;
  const books = library.health().filter(({ unreadable }) => unreadable > 0);
  const words = books.map(({ book, unreadable, envelopes }) => `${unreadable} of ${envelopes} in ${book}`);
  return `${device.name}: team ${sequence}, epoch ${epoch}, cannot open ${words.join(', ') || 'nothing'}`;
}

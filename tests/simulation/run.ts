import { adversaries } from './adversary/index.ts';
import type { Device } from './device.ts';
import { compare, heal } from './heal.ts';
import { type Plan, planRun } from './plan.ts';
import type { Sabotage } from './sabotage.ts';
import { take } from './steps.ts';
import { finished } from './under-way.ts';
import { inWorld, type World } from './world.ts';

export interface RunResult {
  plan: Plan;
  /** Empty where all is well. */
  problems: string[];
  /** Of everything that happened. */
  hash: string;
  events: number;
  /** How many things were said to be done, and were looked for afterwards. */
  witnesses: number;
}

export interface RunSettings {
  sabotage?: Sabotage | undefined;
  onNote?: ((line: string) => void) | undefined;
}

export const runSeed = (seed: number, settings: RunSettings = {}): Promise<RunResult> =>
  runPlan(planRun(seed), settings);

/** One run, from the founding of a team to the comparison of its devices. */
export async function runPlan(plan: Plan, settings: RunSettings = {}): Promise<RunResult> {
  const mistakes = listen();
  const result: RunResult = { plan, problems: [], hash: '', events: 0, witnesses: 0 };
  try {
    const { value, hash, events } = await inWorld({ plan, onNote: settings.onNote }, (world) =>
      live(world, settings.sabotage),
    );
    Object.assign(result, { ...value, hash, events });
  } catch (error) {
    result.problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  result.problems.push(...mistakes.end());
  return result;
}

/** By then an attack has to be named (ms). */
const aMinute = 60_000;

async function live(world: World, sabotage: Sabotage | undefined) {
  const { plan, devices, log, sleep, oracle } = world;
  const problems: string[] = [];
  let attained: string[] = [];
  if (sabotage?.forgets !== undefined) devices[1]!.disk.forgets = sabotage.forgets;
  for (const step of plan.steps) {
    await sleep(step.pause);
    log(`STEP ${step.name}`);
    log(`     ${await take(world, step)}`);
  }
  try {
    log('STEP heal');
    const remaining = await heal(world);
    await sabotage?.meddle?.({ ...world, remaining });
    log('STEP compare');
    problems.push(...(await compare(world, remaining)), ...oracle.judge(remaining));
    attained = judgeAttacks(world, remaining);
    problems.push(...(await restartAlone(remaining[Math.abs(plan.seed) % remaining.length]!)));
  } catch (error) {
    problems.push(String(error), ...devices.map(whatIsUnreadable));
  }
  const { adversary } = plan;
  if (adversary !== undefined && problems.length > 0) {
    const { expects, isNoticed = () => false } = adversaries[adversary];
    // What is wrong is looked for now and then.
    if (expects === 'noticed') await sleep(aMinute);
    const isNamed = expects === 'noticed' && isNoticed(devices.filter(({ alive }) => alive));
    if (isNamed) problems.length = 0;
  }
  problems.push(...attained);
  for (const device of devices) device.kill();
  await finished(devices);
  return { problems, witnesses: oracle.witnesses };
}

function judgeAttacks({ attacks }: World, remaining: Device[]): string[] {
  return attacks.flatMap(({ problems = [], judge }) => [...problems, ...(judge?.(remaining) ?? [])]);
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

/** A promise that fails unseen, or an update that cannot be read, is told to the console or the process only. */
function listen(): { end(): string[] } {
  const { error, warn } = console;
  const mistakes: string[] = [];
  const onRejection = (reason: unknown): void => {
    mistakes.push(`unseen: ${reason instanceof Error ? reason.stack : String(reason)}`);
  };
  console.error = (...words: unknown[]) => mistakes.push(words.map(String).join(' '));
  // y-protocols tells the console each time a relay does not let a member write.
  console.warn = () => {};
  process.on('unhandledRejection', onRejection);
  return {
    end() {
      Object.assign(console, { error, warn });
      process.off('unhandledRejection', onRejection);
      return mistakes;
    },
  };
}

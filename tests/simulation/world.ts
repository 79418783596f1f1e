import type { ArgsOf } from '#shared/commands/index.ts';
import type { Timers } from '#shared/lib/async.ts';
import type { Role } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import type { Limits } from '#sync-server/limits.ts';
import { actions } from './actions.ts';
import { createSimulatedCrypto } from './crypto.ts';
import { createDevice, type Device, killed, type Outcome } from './device.ts';
import { type DiskImage, emptyImage } from './disk.ts';
import { surroundWith } from './fakes.ts';
import { createOracle, type Oracle } from './oracle.ts';
import type { Plan } from './plan.ts';
import { createRandom, type Random } from './random.ts';
import { createSimulatedRelay, type SimulatedRelay } from './relay.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { foundTeam } from './team.ts';

/** Short, so that a run of some dozen changes sees all kinds of checkpoints. */
const checkpoints = { tailEnvelopes: 4, tailBytes: 16 * 1024, segments: 2 };
const today = Date.UTC(2026, 10, 16, 8);
/** When a business was opened that has closed years by now. */
const longAgo = Date.UTC(2024, 2, 11, 8);

const profile: ArgsOf<'business.setUp'>['profile'] = {
  name: 'Rivera Plumbing',
  trade: 'plumbing',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  taxes: { vat: { label: 'USt', rate: '19', category: 'S' } },
  pricesIncludeTax: false,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {},
};

/** A team, its relay, and what is known of what they have done. */
export interface World {
  plan: Plan;
  scheduler: Scheduler;
  timers: Timers;
  /** Epoch milliseconds. */
  now(): number;
  relay: SimulatedRelay;
  oracle: Oracle;
  devices: Device[];
  /** The owner's recovery words. */
  words: string[];
  /** A machine that comes to the team later, with an empty disk or another one. */
  newDevice(role: Role, keybag: Keybag, skew: number, image?: DiskImage): Device;
  /** Those that the owner has taken out. */
  removed: Set<Device>;
  sleep(milliseconds: number): Promise<void>;
  /** Lets a condition come true. Throws with what is missing, as `condition` last named it. */
  until(missing: () => Promise<string | undefined> | string | undefined, patience?: number): Promise<void>;
  log(line: string): void;
}

/** How long somebody waits for what has to come (ms, of virtual time). */
const usualPatience = 60_000;

/**
 * Founds a team and lets it live: has `course` happen in a process whose clock, timers and chance are the run's own.
 * `onNote`: hears of everything that happens.
 */
export async function inWorld<T>(
  deps: { plan: Plan; limits?: Partial<Limits>; onNote?: ((line: string) => void) | undefined },
  course: (world: World) => Promise<T>,
): Promise<{ value: T; hash: string; events: number }> {
  const { plan } = deps;
  const scheduler = createScheduler(deps.onNote);
  const random = createRandom(plan.seed).fork('world');
  let start = plan.isOld ? longAgo : today;
  const now = (): number => start + scheduler.elapsed();
  const crypto = createSimulatedCrypto(random.fork('process'));
  const listeners = process.listeners('exit');
  surroundWith({ now, elapsed: scheduler.elapsed, after: scheduler.after, crypto });
  let devices: Device[] = [];
  try {
    const value = await scheduler.drive(
      (async () => {
        const relay = await createSimulatedRelay({ scheduler, now, limits: deps.limits });
        const world = await createWorld({ plan, relay, scheduler, now, random });
        ({ devices } = world);
        if (plan.isOld) start += today - now();
        return course(world);
      })(),
    );
    return { value, hash: scheduler.hash(), events: scheduler.events };
  } finally {
    for (const device of devices) device.kill();
    surroundWith(undefined);
    // Each room's client wants to hear of the end of the process.
    for (const listener of process.listeners('exit'))
      if (!listeners.includes(listener)) process.off('exit', listener);
  }
}

async function createWorld(deps: {
  plan: Plan;
  relay: SimulatedRelay;
  scheduler: Scheduler;
  now(): number;
  random: Random;
}): Promise<World> {
  const { plan, relay, scheduler, random } = deps;
  await relay.start();
  const roles = plan.devices.map(({ role }) => role);
  const { keybags, words } = await foundTeam(relay, roles, random.fork('team'));
  let count = 0;
  const newDevice: World['newDevice'] = (role, keybag, skew, image = emptyImage(keybag)) => {
    const name = `${role}-${count++}`;
    return createDevice({ ...deps, name, keybag, image, random: random.fork(name), skew, checkpoints });
  };
  const devices = keybags.map((keybag, index) => {
    const { role, skew } = plan.devices[index]!;
    return newDevice(role, keybag, skew);
  });
  const world: World = {
    ...deps,
    timers: scheduler.timers,
    oracle: createOracle(),
    devices,
    words,
    newDevice,
    removed: new Set(),
    sleep: scheduler.sleep,
    async until(missing, patience = usualPatience) {
      for (const end = scheduler.elapsed() + patience; ; await scheduler.sleep(40)) {
        const what = await missing();
        if (what === undefined) return;
        if (scheduler.elapsed() > end) throw new Error(`In vain waited for: ${what}`);
      }
    },
    log: (line) => scheduler.note(line),
  };
  await Promise.all(devices.map((device) => device.start()));
  await openBusiness(world, random.fork('opening'));
  return world;
}

/** So that everybody has something to begin with. */
async function openBusiness({ devices, oracle, relay, until }: World, random: Random): Promise<void> {
  const owner = devices[0]!;
  expectDone(await owner.run('business.setUp', { profile, services: [] }));
  expectDone(await owner.run('relay.use', { url: relay.url, relayId: relay.id }));
  for (const action of [actions.addContact, actions.addJob, actions.receiveMessage, actions.draftInvoice])
    await action(owner, oracle, random);
  const holdsNothing = (device: Device) => device.session.library.all('jobs')[Symbol.iterator]().next().done;
  await until(() => devices.find(holdsNothing)?.name);
}

function expectDone(outcome: Outcome<unknown>): void {
  if (outcome === killed) throw new Error('The owner’s device ended at once');
  expectOk(outcome);
}

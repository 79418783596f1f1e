import type { ArgsOf } from '#shared/commands/index.ts';
import type { Timers } from '#shared/lib/async.ts';
import type { Role } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import type { Limits } from '#sync-server/limits.ts';
import { actions } from './actions.ts';
import type { Attack } from './adversary/adversary.ts';
import { createSimulatedCrypto } from './crypto.ts';
import { createDevice, type Device, killed, type Outcome } from './device.ts';
import { type DiskImage, emptyImage } from './disk.ts';
import { settled, surroundWith } from './fakes.ts';
import { createLink, type Link } from './link.ts';
import { createOracle, type Oracle } from './oracle.ts';
import type { Plan } from './plan.ts';
import { createRandom, type Random } from './random.ts';
import { createSimulatedRelay, type RelayImage, type SimulatedRelay } from './relay.ts';
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
  /** Where the team meets at first. */
  relay: SimulatedRelay;
  /** All that answer somewhere. */
  relays: SimulatedRelay[];
  /** One more, at an address of its own. */
  openRelay(url: string): Promise<SimulatedRelay>;
  oracle: Oracle;
  devices: Device[];
  /** The owner's recovery words. */
  words: string[];
  /** A machine that comes to the team later, with an empty disk or another one. */
  newDevice(role: Role, keybag: Keybag, skew: number, image?: DiskImage): Device;
  /** Those that the owner has taken out. */
  removed: Set<Device>;
  /** What attacks have reached at once, and what they must not have reached in the end. */
  attacks: Attack[];
  sleep(milliseconds: number): Promise<void>;
  /** Lets a condition come true. Throws with what is missing, as `condition` last named it. */
  until(missing: () => Promise<string | undefined> | string | undefined, patience?: number): Promise<void>;
  log(line: string): void;
}

/** How long somebody waits for what has to come (ms, of virtual time). */
const usualPatience = 60_000;

/** A team that has just been founded: what lies on its disks and at its relay, and what everybody was told. */
interface Foundation {
  keybags: Keybag[];
  words: string[];
  disks: DiskImage[];
  relay: RelayImage;
  /** What is there from the beginning, by `collection/id`. */
  records: string[];
}

interface Setting {
  plan: Plan;
  limits?: Partial<Limits> | undefined;
  /** Hears of everything that happens. */
  onNote?: ((line: string) => void) | undefined;
}

/** Teams are founded once for each composition: that takes as long as what happens to them. */
const foundations = new Map<string, Promise<Foundation>>();

/** Has `course` happen to a team, in a process whose clock, timers and chance are the run's own. */
export async function inWorld<T>(
  setting: Setting,
  course: (world: World) => Promise<T>,
): Promise<{ value: T; hash: string; events: number }> {
  const { plan } = setting;
  const name = [...plan.devices.map(({ role }) => role), ...(plan.isOld ? ['old'] : [])].join(' ');
  const known = foundations.get(name) ?? found(plan, name);
  foundations.set(name, known);
  const foundation = await known;
  return inProcess({ ...setting, seed: plan.seed, start: today }, async (frame) => {
    const relay = await createSimulatedRelay({ ...frame, limits: setting.limits, image: foundation.relay });
    const world = createWorld({ ...frame, plan, relay, foundation, oracle: createOracle('later') });
    await Promise.all(world.devices.map((device) => device.start()));
    for (const key of foundation.records) world.oracle.expect(world.devices[0]!, key);
    return course(world);
  });
}

function found(plan: Plan, name: string): Promise<Foundation> {
  const frame = { seed: `foundation ${name}`, start: plan.isOld ? longAgo : today - 60_000 };
  return inProcess(frame, async (deps) => {
    const { random } = deps;
    const relay = await createSimulatedRelay(deps);
    const roles = plan.devices.map(({ role }) => role);
    // With right clocks, so that it is the same whose run comes first.
    const founding = { ...plan, devices: roles.map((role) => ({ role, skew: 0 })) };
    const { keybags, words } = await foundTeam(relay, roles, random.fork('team'));
    const empty = { relay: relay.image(), disks: keybags.map(emptyImage), keybags, words, records: [] };
    const world = createWorld({
      ...deps,
      plan: founding,
      relay,
      foundation: empty,
      oracle: createOracle('founding'),
    });
    await Promise.all(world.devices.map((device) => device.start()));
    await openBusiness(world, random.fork('opening'));
    for (const device of world.devices) await device.session.library.save();
    const records = [...world.devices[0]!.records().keys()].filter((key) => isLasting(key));
    const disks = world.devices.map(({ disk }) => disk.image());
    return { ...empty, relay: relay.image(), disks, records };
  }).then(({ value }) => value);
}

const isLasting = (key: string): boolean =>
  /^(contacts|jobs|messages|documents|issued|payments|audit)\//.test(key);

/** What everything in one run shares. */
interface Frame {
  scheduler: Scheduler;
  random: Random;
  /** Epoch milliseconds. */
  now(): number;
  /** To be ended with the run. */
  devices: Device[];
}

async function inProcess<T>(
  deps: { seed: number | string; start: number; onNote?: ((line: string) => void) | undefined },
  work: (frame: Frame) => Promise<T>,
): Promise<{ value: T; hash: string; events: number }> {
  const scheduler = createScheduler(deps.onNote);
  const random = createRandom(deps.seed).fork('world');
  const now = (): number => deps.start + scheduler.elapsed();
  const crypto = createSimulatedCrypto(random.fork('process'));
  const listeners = new Set(process.listeners('exit'));
  const devices: Device[] = [];
  surroundWith({ now, elapsed: scheduler.elapsed, after: scheduler.after, crypto });
  try {
    const value = await scheduler.drive(work({ scheduler, random, now, devices }));
    return { value, hash: scheduler.hash(), events: scheduler.events };
  } finally {
    for (const device of devices) device.kill();
    await settled();
    surroundWith(undefined);
    // Each room's client wants to hear of the end of the process.
    for (const listener of process.listeners('exit'))
      if (!listeners.has(listener)) process.off('exit', listener);
  }
}

function createWorld(
  deps: Frame & { plan: Plan; relay: SimulatedRelay; foundation: Foundation; oracle: Oracle },
): World {
  const { plan, scheduler, random, devices } = deps;
  const { keybags, words, disks } = deps.foundation;
  const relays = [deps.relay];
  let count = 0;
  const newDevice: World['newDevice'] = (role, keybag, skew, image = emptyImage(keybag)) => {
    const name = `${role}-${count++}`;
    const link = (chance: Random): Link => createLink({ ...deps, relays, name, random: chance });
    const own = { name, keybag, image, link, skew, random: random.fork(name) };
    return createDevice({ ...deps, ...own, checkpoints });
  };
  for (const [index, { role, skew }] of plan.devices.entries())
    devices.push(newDevice(role, keybags[index]!, skew, disks[index]));
  return {
    ...deps,
    timers: scheduler.timers,
    words,
    relays,
    async openRelay(url) {
      const relay = await createSimulatedRelay({ ...deps, random: random.fork(url), url });
      relays.push(relay);
      return relay;
    },
    newDevice,
    removed: new Set(),
    attacks: [],
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
}

/** So that everybody has something to begin with. */
async function openBusiness(
  { plan: { isOld }, devices, oracle, until }: World,
  random: Random,
): Promise<void> {
  const owner = devices[0]!;
  expectDone(await owner.run('business.setUp', { profile, services: [] }));
  for (const action of [actions.addContact, actions.addJob, actions.receiveMessage, actions.draftInvoice])
    await action(owner, oracle, random);
  if (isOld) await closeBusiness(owner);
  const holdsNothing = (device: Device) => device.session.library.all('jobs')[Symbol.iterator]().next().done;
  await until(() => devices.find(holdsNothing)?.name);
}

/** Nothing is left to be done in what was begun, so that its years can be closed. */
async function closeBusiness(owner: Device): Promise<void> {
  const { library } = owner.session;
  const jobs = [...library.all('jobs')];
  for (const { id } of jobs) expectDone(await owner.run('job.complete', { id }));
  const drafts = [...library.all('documents')];
  for (const { id } of drafts) expectDone(await owner.run('invoice.issue', { id }));
  const invoices = [...library.all('issued')];
  for (const { id: issuedId } of invoices)
    expectDone(await owner.run('invoice.recordPayment', { issuedId, amount: '11900', method: 'cash' }));
}

function expectDone(outcome: Outcome<unknown>): void {
  if (outcome === killed) throw new Error('The owner’s device ended at once');
  expectOk(outcome);
}

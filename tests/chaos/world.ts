import { setTimeout as delay } from 'node:timers/promises';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { Role } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { actions } from './actions.ts';
import { createDevice, type Device, killed, type Outcome } from './device.ts';
import { createOracle, type Oracle } from './oracle.ts';
import type { Plan } from './plan.ts';
import { createRandom, type Random } from './random.ts';
import type { ChaosRelay } from './relay.ts';
import type { Sabotage } from './sabotage.ts';
import { foundTeam } from './team.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';

/** Short, so that a run of some dozen changes sees all kinds of checkpoints. */
const checkpoints = { tailEnvelopes: 4, tailBytes: 16 * 1024, segments: 2 };

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
  relay: ChaosRelay;
  oracle: Oracle;
  devices: Device[];
  /** The owner's recovery words. */
  words: string[];
  /** A machine that comes to the team later. */
  newDevice(role: Role, keybag: Keybag, skew: number): Device;
  /** Those that the owner has taken out. */
  removed: Set<Device>;
  log(line: string): void;
}

export async function createWorld(deps: {
  plan: Plan;
  relay: ChaosRelay;
  sabotage: Sabotage | undefined;
  log(line: string): void;
}): Promise<World> {
  const { plan, relay, sabotage, log } = deps;
  const random = createRandom(plan.seed).fork('devices');
  const { keybags, words } = await foundTeam(
    relay,
    plan.devices.map(({ role }) => role),
  );
  const block = random.below(200);
  let count = 0;
  const newDevice = (role: Role, keybag: Keybag, skew: number): Device => {
    const index = count++;
    const name = `${role}-${index}`;
    const address = `10.${block}.${random.below(250)}.${1 + index}`;
    const forgets = index === 1 ? sabotage?.forgets : undefined;
    return createDevice({ name, keybag, address, random: random.fork(name), skew, checkpoints, forgets });
  };
  const devices = keybags.map((keybag, index) => {
    const { role, skew } = plan.devices[index]!;
    return newDevice(role, keybag, skew);
  });
  const oracle = createOracle();
  await Promise.all(devices.map((device) => device.start()));
  const world = { plan, relay, oracle, devices, words, newDevice, removed: new Set<Device>(), log };
  await openBusiness(world, random);
  return world;
}

/** So that everybody has something to begin with. */
async function openBusiness({ devices, oracle, relay }: World, random: Random): Promise<void> {
  const owner = devices[0]!;
  expectDone(await owner.run('business.setUp', { profile, services: [] }));
  expectDone(await owner.run('relay.use', { url: relay.url, relayId: relay.id }));
  for (const action of [actions.addContact, actions.addJob, actions.receiveMessage, actions.draftInvoice])
    await action(owner, oracle, random);
  const holdsNothing = (device: Device) => device.session.library.all('jobs')[Symbol.iterator]().next().done;
  await until(() => devices.find(holdsNothing)?.name, 60_000);
}

function expectDone(outcome: Outcome<unknown>): void {
  if (outcome === killed) throw new Error('The owner’s device ended at once');
  expectOk(outcome);
}

/** Lets a condition come true. Throws with what is missing, as `condition` last named it. */
export async function until(
  missing: () => Promise<string | undefined> | string | undefined,
  patience: number,
): Promise<void> {
  for (const end = Date.now() + patience; ;) {
    const what = await missing();
    if (what === undefined) return;
    if (Date.now() > end) throw new Error(`In vain waited for: ${what}`);
    await delay(25);
  }
}

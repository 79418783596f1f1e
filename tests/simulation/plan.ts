import type { Role } from '#shared/domain/roles.ts';
import { type AdversaryName, activeAdversaries } from './adversary/names.ts';
import { createRandom } from './random.ts';

const hour = 3_600_000;
/** Can be divided by every number of devices that a team may have. */
const manyDevices = 840;

/** What happens to a device, to its way to the relay, to the team, or to the relay. */
export type StepName =
  | 'act'
  | 'hurry'
  | 'undo'
  | 'offline'
  | 'online'
  | 'cut'
  | 'kill'
  | 'crash'
  | 'start'
  | 'lock'
  | 'full'
  | 'roomy'
  | 'mischief'
  | 'honest'
  | 'tidy'
  | 'settle'
  | 'rotate'
  | 'remove'
  | 'smuggle'
  | 'join'
  | 'recover'
  | 'relayKill'
  | 'relayCopy'
  | 'relayBack'
  | 'relayWipe'
  | 'relayStart'
  | 'attack';

export interface Step {
  name: StepName;
  /** Which device, counted round those that there are by then. */
  device: number;
  /** How long people and machines wait before it (ms). */
  pause: number;
  /** The seed of what is left to chance within the step. */
  chance: string;
}

/** All that is decided about a run before it begins. */
export interface Plan {
  seed: number;
  devices: { role: Role; skew: number }[];
  /** The business is from years ago, so that most of its books are closed. */
  isOld: boolean;
  /** Who is not honest in this run. */
  adversary: AdversaryName | undefined;
  steps: Step[];
}

const onDevices: Partial<Record<StepName, number>> = {
  act: 40,
  hurry: 12,
  undo: 3,
  offline: 6,
  online: 6,
  cut: 3,
  kill: 3,
  crash: 3,
  start: 6,
  lock: 1,
  full: 2,
  roomy: 3,
  mischief: 6,
  honest: 4,
  tidy: 5,
  settle: 3,
  rotate: 2,
  remove: 2,
  smuggle: 3,
  join: 0.5,
  recover: 0.5,
};
const onRelay: Partial<Record<StepName, number>> = {
  relayKill: 4,
  relayCopy: 4,
  relayBack: 5,
  relayWipe: 3,
  relayStart: 5,
};

/** The same seed always makes the same plan: who does what, in which order. */
export function planRun(seed: number): Plan {
  const random = createRandom(seed).fork('plan');
  const isOld = random.chance(0.15);
  const hasRelaySteps = random.chance(0.25);
  const count = random.weighted({ '2': 6, '3': 3, '4': 0.5 });
  const devices = Array.from({ length: Number(count) }, (_, index) => ({
    role: index === 0 ? ('owner' as const) : random.pick(['owner', 'manager', 'technician'] as const),
    skew: random.chance(0.5) ? 0 : random.between(-40 * 24, 40 * 24) * hour,
  }));
  const adversary = random.chance(0.4) ? random.pick(activeAdversaries) : undefined;
  const weights = hasRelaySteps ? { ...onDevices, ...onRelay } : onDevices;
  const length = random.between(8, 22);
  const attackAt = adversary === undefined ? undefined : random.below(length);
  const steps = Array.from({ length }, (_, index) => ({
    name: index === attackAt ? ('attack' as const) : random.weighted(weights),
    device: random.below(manyDevices),
    pause: random.chance(0.4) ? 0 : random.below(random.chance(0.2) ? 4000 : 120),
    chance: `${seed}/step ${index}`,
  }));
  return { seed, devices, isOld, adversary, steps };
}

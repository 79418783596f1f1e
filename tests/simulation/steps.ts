import * as Y from 'yjs';
import { presets } from '#shared/domain/roles.ts';
import { actions, isDone, usual } from './actions.ts';
import { adversaries } from './adversary/index.ts';
import { joinByInvitation, recoverByWords } from './arrivals.ts';
import { honest, type Mischief } from './link.ts';
import type { Step, StepName } from './plan.ts';
import { createRandom } from './random.ts';
import { forgive, forgiveOpenEnd, knowsOf } from './removals.ts';
import { begin, finished, nameOf, type StepRun } from './under-way.ts';
import type { World } from './world.ts';

/** How long a step may wait for something that may never come while things are broken (ms). */
const briefly = 1500;

const act: StepRun = async ({ oracle, log }, device, random) => {
  if (!device.alive) return 'has no process';
  const { addAndUndo: _alone, ...together } = usual;
  const name = random.weighted(together);
  const work = actions[name](device, oracle, random);
  const nothing = begin(device, work, (line) => log(`${line} (${name})`));
  if (random.chance(0.6)) await work;
  return `${name}${nothing === undefined ? '' : `: ${nothing}`}`;
};

const hurry: StepRun = async (world, device, random) => {
  const names: string[] = [];
  for (let count = random.between(3, 8); count > 0; count--)
    names.push(await act(world, device, random.fork(`hurry ${count}`)));
  return names.join(', ');
};

const undo: StepRun = async ({ oracle, log }, device, random) => {
  if (!device.alive) return 'has no process';
  await finished([device]);
  const work = actions.addAndUndo(device, oracle, random);
  begin(device, work, log);
  await work;
  return 'a contact added and taken back';
};

const offline: StepRun = (_world, device) => {
  device.link.online = false;
  device.link.cut();
  return '';
};

const online: StepRun = (_world, device) => {
  device.link.online = true;
  return '';
};

const cut: StepRun = (_world, device) => {
  device.link.cut();
  return '';
};

const kill: StepRun = (_world, device) => {
  device.kill();
  return '';
};

const crash: StepRun = (_world, device, random) => {
  const crash = { writes: random.below(5), when: random.pick(['before', 'after'] as const) };
  device.disk.crash = crash;
  return `${crash.when} a write, ${crash.writes} from now`;
};

const start: StepRun = async (_world, device) => {
  await device.start();
  return '';
};

const lock: StepRun = async (_world, device) => {
  await finished([device]);
  await device.lock();
  return '';
};

const full: StepRun = (_world, device, random) => {
  if (random.chance(0.7)) device.disk.full = true;
  else device.disk.fullAfterKeys = true;
  return device.disk.full ? '' : 'once it has the next keys';
};

const roomy: StepRun = (_world, device) => {
  device.disk.full = false;
  device.disk.fullAfterKeys = false;
  return '';
};

const troubles: Record<string, Partial<Mischief>> = {
  slow: { slow: 400 },
  repeating: { repeat: 0.5, replay: 0.3 },
  disordered: { overtake: 0.5, slow: 50 },
  breaking: { cut: 0.2 },
  withholding: { swallowIn: 0.5 },
  deaf: { swallowOut: 0.5 },
  'out of reach after doing it': { loseAnswer: 0.5 },
  everything: {
    slow: 100,
    swallowIn: 0.2,
    swallowOut: 0.2,
    repeat: 0.2,
    replay: 0.2,
    overtake: 0.2,
    cut: 0.05,
    loseAnswer: 0.2,
  },
};

const mischief: StepRun = (_world, device, random) => {
  const name = random.pick(Object.keys(troubles));
  device.link.mischief = { ...honest, ...troubles[name] };
  return `the relay is ${name}`;
};

/** Who was lied to finds out on the next connection. */
const honestly: StepRun = (_world, device) => {
  device.link.mischief = honest;
  device.link.cut();
  return '';
};

const tidy: StepRun = async ({ sleep }, device) => {
  if (!device.alive) return 'has no process';
  const { session } = device;
  await session.loaded;
  await Promise.race([session.library.tidy(), sleep(briefly)]);
  return '';
};

const settle: StepRun = async ({ until }, device) => {
  const isStored = () => device.status()?.connection === 'online' && device.status()?.reach === 'stored';
  await until(() => (isStored() ? undefined : 'everything to be stored'), briefly).catch(() => undefined);
  return isStored() ? 'stored' : 'not stored';
};

/** A new epoch for everybody, in which nobody loses anything. */
const rotate: StepRun = async ({ devices }, _device, random) => {
  const owner = devices[0]!;
  if (!owner.alive) return 'the owner has no process';
  const { keyring } = owner.session;
  const member = random.pick(keyring.roster.record.members);
  if (!(member.role in presets)) return 'an unknown role';
  const outcome = await owner.ask(({ team }) => team.setAccess(member.id, presets[member.role]));
  return nameOf(outcome);
};

const remove: StepRun = async (world, device) => {
  const { devices, removed, oracle } = world;
  const owner = devices[0]!;
  if (device === owner || removed.has(device)) return 'stays';
  if (!owner.alive) return 'the owner has no process';
  const isOwn = device.memberId === owner.memberId;
  const outcome = await owner.ask(({ team }) =>
    isOwn ? team.removeDevice(device.id) : team.removeMember(device.memberId),
  );
  if (isDone(outcome)) {
    removed.add(device);
    oracle.removed(device);
    forgiveOpenEnd(world, owner, device);
  }
  return `${device.name}: ${nameOf(outcome)}`;
};

/** A relay that is in league with a removed device hands what that writes to one who knows better. */
const smuggle: StepRun = async ({ removed, devices, sleep }, device, random) => {
  const [outcast] = [...removed].filter(({ alive }) => alive);
  if (outcast === undefined || removed.has(device) || !device.alive) return 'nobody to do it with';
  if (!knowsOf(device, outcast)) return `${device.name} does not know of the removal yet`;
  const { library } = device.session;
  const book = random.pick(outcast.session.library.books);
  const target = library.books.find(({ room }) => room === book.room);
  if (target === undefined || devices.length === 0) return 'no book in common';
  Y.applyUpdate(target.outer, Y.encodeStateAsUpdate(book.outer), 'smuggled');
  await sleep(1);
  return `${book.name} of ${outcast.name} to ${device.name}`;
};

const relayKill: StepRun = ({ relay }) => {
  relay.kill();
  return '';
};

const relayStart: StepRun = async ({ relay }) => {
  await relay.start();
  return '';
};

const relayCopy: StepRun = async ({ relay }) => {
  relay.kill();
  relay.copy();
  await relay.start();
  return '';
};

/** A relay that has forgotten a removal lets the removed device in until somebody tells it again. */
const relayBack: StepRun = async (world) => {
  world.relay.kill();
  const done = world.relay.rollBack();
  if (done) forgive(world);
  await world.relay.start();
  return done ? 'to the copy' : 'no copy yet';
};

const relayWipe: StepRun = async (world) => {
  world.relay.kill();
  world.relay.wipe();
  forgive(world);
  await world.relay.start();
  return '';
};

/** Whoever is not honest in this run acts. */
const attack: StepRun = async (world, device, random) => {
  const name = world.plan.adversary;
  if (name === undefined) return 'nobody is dishonest';
  const done = await adversaries[name].attack(world, device, random);
  world.attacks.push(done);
  return `${name}: ${done.said}`;
};

const steps: Record<StepName, StepRun> = {
  act,
  hurry,
  undo,
  offline,
  online,
  cut,
  kill,
  crash,
  start,
  lock,
  full,
  roomy,
  mischief,
  honest: honestly,
  tidy,
  settle,
  rotate,
  remove,
  smuggle,
  join: joinByInvitation,
  recover: recoverByWords,
  relayKill,
  relayCopy,
  relayBack,
  relayWipe,
  relayStart,
  attack,
};

export async function take(world: World, { name, device: index, chance }: Step): Promise<string> {
  const device = world.devices[index % world.devices.length]!;
  const outcome = await steps[name](world, device, createRandom(chance));
  return `${name} ${device.name}${outcome === '' ? '' : `: ${outcome}`}`;
}

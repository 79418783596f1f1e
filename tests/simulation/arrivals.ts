import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Role } from '#shared/domain/roles.ts';
import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import { keysOfWords } from '#renderer/vault/keys/recovery-words.ts';
import { startJoin } from '#renderer/vault/team/join.ts';
import type { JoinState } from '#renderer/vault/team/joiner-pairing.ts';
import { recoverKeybag } from '#renderer/vault/team/recovery.ts';
import type { Device } from './device.ts';
import { isDone } from './actions.ts';
import { createLife } from './life.ts';
import { createLink } from './link.ts';
import type { Random } from './random.ts';
import { finished, nameOf, type StepRun } from './under-way.ts';
import type { World } from './world.ts';
import { createSimulatedCrypto } from './crypto.ts';

const mostDevices = 5;
/** How long two people wait for each other, while things may be broken (ms). */
const patience = 6000;

/** Two people with two screens: one invites, the other asks, the first one says yes. */
export const joinByInvitation: StepRun = async (world, _device, random) => {
  const { devices } = world;
  const owner = devices[0]!;
  if (!owner.alive) return 'the owner has no process';
  if (devices.length >= mostDevices) return 'there are enough';
  const role = random.pick(['owner', 'manager', 'technician'] as const);
  const memberId = role === 'owner' ? owner.memberId : undefined;
  const invited = await owner.ask(({ team }) => team.invite({ name: 'New', role, memberId }));
  if (!isDone(invited)) return `inviting: ${nameOf(invited)}`;
  const { link, id } = invited.value;
  return asNewcomer(world, random, async (bridge, crypto) => {
    let code = '';
    const onState = (state: JoinState) => (code = state.step === 'code' ? state.code : code);
    const newcomer = { bridge, crypto, timers: world.timers, link, deviceName: 'New' };
    const joining = await startJoin({ ...newcomer, onState });
    if (!joining.ok) return `asking: ${joining.error.code}`;
    if (!(await hasAsked(world, owner, id))) return 'nobody saw the request';
    const admitting = owner.ask(({ team }) => team.admit(id, code));
    const admitted = await Promise.race([admitting, tooLate(world)]);
    if (!isDone(admitted)) return `admitting: ${nameOf(admitted)}`;
    const keybag = await Promise.race([joining.value.admitted(), tooLate(world)]);
    joining.value.cancel();
    if (!keybag.ok) return `joining: ${keybag.error.code}`;
    const device = await arrive(world, role, keybag.value, random);
    devices.push(device);
    return `${device.name} ${device.id}`;
  });
};

/** A device of the owner falls into the water. The words and the relay make another one. */
export const recoverByWords: StepRun = async (world, _device, random) => {
  const { devices, oracle, removed } = world;
  const { memberId } = devices[0]!;
  const owners = devices.filter((one) => one.memberId === memberId && !removed.has(one));
  const device = random.pick(owners);
  return asNewcomer(world, random, async (bridge, crypto) => {
    const words = await keysOfWords(crypto, world.words);
    if (!words.ok) return words.error.code;
    const given = {
      bridge,
      crypto,
      relayUrl: world.relay.url,
      words: words.value,
      now: Math.floor(world.now()),
    };
    const keybag = await recoverKeybag(given);
    if (!keybag.ok) return keybag.error.code;
    device.kill();
    await finished([device]);
    oracle.lost(device);
    const next = await arrive(world, 'owner', keybag.value, random);
    // The first one is who changes the team.
    devices[devices.indexOf(device)] = devices[0]!;
    devices[0] = next;
    // The words put the owner's other devices out of the team.
    for (const other of owners.filter((one) => one !== device)) {
      removed.add(other);
      oracle.removed(other);
    }
    // As the vault does.
    await next.run('team.noteOwnDevice', { deviceName: next.name });
    return `${device.name} is lost; ${next.name} ${next.id} is in its place`;
  });
};

async function arrive(world: World, role: Role, keybag: Keybag, random: Random): Promise<Device> {
  const device = world.newDevice(role, keybag, random.chance(0.5) ? 0 : random.between(-9, 9) * 3_600_000);
  await device.start();
  return device;
}

/** With a way to the relay of its own, before it is a device of the team. */
export async function asNewcomer<T>(
  { relays, scheduler }: World,
  random: Random,
  work: (bridge: Bridge, crypto: WebCrypto) => Promise<T>,
): Promise<T> {
  const life = createLife();
  const link = createLink({ name: 'newcomer', relays, scheduler, random: random.fork('link') });
  try {
    return await work(link.bridge(life), createSimulatedCrypto(random.fork('crypto')));
  } finally {
    life.end();
  }
}

async function hasAsked({ until }: World, owner: Device, id: string): Promise<boolean> {
  const isThere = async () => {
    if (!owner.alive) return undefined;
    const { invitations } = await owner.session.team.team();
    return invitations.some((one) => one.id === id && one.state === 'asked') ? undefined : 'the request';
  };
  return until(isThere, patience).then(
    () => owner.alive,
    () => false,
  );
}

async function tooLate({ sleep }: World): Promise<Result<never>> {
  await sleep(patience);
  return problem('simulation.too-late', 'Nobody answered.');
}

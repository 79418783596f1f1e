import { presets } from '#shared/domain/roles.ts';
import { actions, isDone } from '../actions.ts';
import type { Device } from '../device.ts';
import type { Random } from '../random.ts';
import { nameOf } from '../under-way.ts';
import type { World } from '../world.ts';
import { type Adversary, impossible } from './adversary.ts';

/** How long a device has for its change and its work (ms). */
const briefly = 3000;

function setOnline(devices: Device[], isOnline: (device: Device) => boolean): void {
  for (const device of devices) {
    device.link.online = isOnline(device);
    if (!device.link.online) device.link.cut();
  }
}

/** One change of the team, and some work under the keys that it has brought. */
async function changeAlone(
  { devices, removed, oracle, sleep }: World,
  owner: Device,
  random: Random,
): Promise<string> {
  const others = devices.filter((one) => !removed.has(one) && one.memberId !== owner.memberId);
  const other = random.pick(others);
  const { members } = owner.session.keyring.roster.record;
  const role = members.find(({ id }) => id === other.memberId)?.role ?? 'technician';
  const isRemoval = random.chance(0.3);
  const done = await Promise.race([
    owner.ask(({ team }) =>
      isRemoval
        ? team.removeMember(other.memberId)
        : // New keys for everybody, in which nobody loses anything.
          team.setAccess(other.memberId, presets[role]),
    ),
    sleep(10 * briefly).then(() => undefined),
  ]);
  if (done !== undefined && isDone(done) && isRemoval) {
    for (const device of others.filter(({ memberId }) => memberId === other.memberId)) {
      removed.add(device);
      oracle.removed(device);
    }
  }
  if (owner.alive) await actions.addContact(owner, oracle, random);
  await sleep(briefly);
  return `${owner.name} ${isRemoval ? 'removes' : 'renews keys of'} ${other.name}: ${done === undefined ? 'in vain' : nameOf(done)}`;
}

/** A relay is set back between two changes, so that each owner has signed the next one without the other. */
export const twoOwnersApart: Adversary = {
  expects: 'no-effect',
  async attack(world, _device, random) {
    const { devices, removed, relay } = world;
    const owner = devices[0]!;
    const second = devices.find(
      (one) => one !== owner && one.alive && !removed.has(one) && one.memberId === owner.memberId,
    );
    const isThere = devices.some((one) => !removed.has(one) && one.memberId !== owner.memberId);
    if (second === undefined || !isThere || !owner.alive || !relay.running)
      return impossible('there are not two owners');
    const online = new Map(devices.map((one) => [one, one.link.online]));
    // Whoever else is there knows the first change, the second one, or neither.
    const sides = new Map(devices.map((one) => [one, random.below(3)]));
    relay.copy();
    setOnline(devices, (one) => one === owner || (one !== second && sides.get(one) === 0));
    const mine = await changeAlone(world, owner, random);
    setOnline(devices, () => false);
    relay.kill();
    relay.rollBack();
    await relay.start();
    if (devices.every((one) => removed.has(one) || one.memberId === owner.memberId)) {
      setOnline(devices, (one) => online.get(one) ?? true);
      return { said: mine };
    }
    setOnline(devices, (one) => one === second || (one !== owner && sides.get(one) === 1));
    const theirs = second.alive ? await changeAlone(world, second, random) : 'gone';
    setOnline(devices, (one) => online.get(one) ?? true);
    await world.sleep(briefly);
    return { said: `${mine}; ${theirs}` };
  },
};

import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { asNewDevice } from '#renderer/vault/team/own-device.ts';
import { actions, isDone } from '../actions.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import { honest } from '../link.ts';
import { nameOf } from '../under-way.ts';
import { type Adversary, impossible } from './adversary.ts';

/** How long somebody waits who comes from a backup (ms). */
const patience = 10_000;

/** All that lies on a disk runs on another computer too, and both go on. */
export const copiedProfile: Adversary = {
  expects: 'noticed',
  // Who comes by the words alone knows of no fork, but sees what came of it.
  isNoticed: (remaining) =>
    remaining.some(
      ({ warnings, session }) =>
        warnings.includes('trust.forked') ||
        session.findings.all().some(({ kind }) => kind === 'numberTwice'),
    ),
  async attack(world) {
    const { devices, sleep } = world;
    const owner = devices[0]!;
    if (!owner.alive) return impossible('the owner has no process');
    const { keybag } = owner.session.keyring;
    await owner.session.library.save();
    const copy = world.newDevice('owner', keybag, 0, owner.disk.image());
    const wasOnline = owner.link.online;
    for (const device of [owner, copy]) {
      device.link.online = false;
      device.link.cut();
    }
    await copy.start();
    for (const device of [owner, copy]) {
      const [contact] = [...device.session.library.all('contacts')];
      // A device that has just come from the words has nothing yet.
      if (contact === undefined) continue;
      const lines = [{ name: device.name, quantity: '1', unitPrice: '10000', taxIds: ['vat'] }];
      const drafted = await device.run('invoice.draft', { contactId: contact.id, lines });
      if (isDone(drafted)) await device.run('invoice.issue', { id: drafted.value.id });
    }
    copy.link.online = true;
    owner.link.online = wasOnline;
    await sleep(20_000);
    copy.kill();
    return { said: owner.name };
  },
};

/** Each changes the team without the other, and then both come back. */
export const twoOwnersOffline: Adversary = {
  expects: 'no-effect',
  async attack(world) {
    const { devices, removed, oracle, sleep } = world;
    const owner = devices[0]!;
    const second = devices.find(
      (one) => one !== owner && one.alive && !removed.has(one) && one.memberId === owner.memberId,
    );
    const other = devices.find((one) => !removed.has(one) && one.memberId !== owner.memberId);
    if (second === undefined || other === undefined || !owner.alive)
      return impossible('there are not two owners');
    // Before either has heard of the other's.
    for (const { link } of [owner, second]) link.mischief = { ...link.mischief, slow: 600 };
    const [mine, theirs] = await Promise.all([
      owner.ask(({ team }) => team.removeMember(other.memberId)),
      second.ask(({ team }) => team.setAccess(other.memberId, presets.manager)),
    ]);
    if (isDone(mine)) {
      removed.add(other);
      oracle.removed(other);
    }
    for (const { link } of [owner, second]) link.mischief = honest;
    await sleep(5000);
    return { said: `${owner.name} ${nameOf(mine)}, ${second.name} ${nameOf(theirs)}` };
  },
};

/** A machine that begins with an old backup's keys, and takes its device's place: see `restoreOntoDevice`. */
export const restoredBackup: Adversary = {
  expects: 'no-effect',
  async attack(world, _device, random) {
    const { devices, oracle, removed, until } = world;
    const owner = devices[0]!;
    if (!owner.alive || devices.length > 4) return impossible('the owner has no process');
    const keys = structuredClone(owner.session.keyring.keybag);
    await actions.addContact(owner, oracle, random);
    const crypto = createSimulatedCrypto(random.fork('keys'));
    const device = world.newDevice('owner', expectOk(await asNewDevice(crypto, keys)), 0);
    await device.start();
    await actions.addContact(device, oracle, random);
    const isIn = (): boolean => device.status()?.connection === 'online';
    const isTooOld = (): boolean => device.status()?.problemCode === 'team.outdated-backup';
    const heard = until(() => (isIn() || isTooOld() ? undefined : 'an answer'), patience);
    await heard.catch(() => undefined);
    if (isTooOld()) device.kill();
    else devices.push(device);
    if (!isIn()) return { said: `${device.name} is not in` };
    // The device of before is out, and the first one is who changes the team.
    devices[devices.length - 1] = owner;
    devices[0] = device;
    removed.add(owner);
    oracle.removed(owner);
    return { said: device.name };
  },
};

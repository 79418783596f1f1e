import '../fakes.ts';
import { expect, test } from 'vitest';
import type { StopReason } from '#renderer/vault/team/api.ts';
import { recoverByWords } from '../arrivals.ts';
import { createRandom } from '../random.ts';
import type { Device } from '../device.ts';
import { namesOn, withTeam, writes } from '../small-world.ts';

const isStopped = async ({ session }: Device, by: StopReason = 'copied'): Promise<boolean> =>
  (await session.team.team()).stoppedBy === by;

test('both copies of a device are stopped, what both wrote until then stays on all others, over restarts, and neither writes on', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, copied, other], world) => {
    const { until, newDevice } = world;
    await copied.session.library.save();
    const copy = newDevice('manager', copied.session.keyring.keybag, 0, copied.disk.image());
    copied.link.online = false;
    copied.link.cut();
    copy.link.online = false;
    await copy.start();
    await writes(copied, 'By the one');
    await writes(copy, 'By the other');
    copied.link.online = true;
    copy.link.online = true;
    const both = ['By the one', 'By the other'];
    const has = (device: Device): boolean => both.every((name) => namesOn(device).includes(name));
    await until(() => (has(owner) && has(other) ? undefined : 'the work of both'));
    await until(() => (owner.warnings.includes('trust.forked') ? undefined : 'the owner to be told'));

    expect(await owner.ask(({ team }) => team.stopCopies(copied.id))).toMatchObject({ ok: true });
    const { formerDevices = [] } = owner.session.keyring.roster.record;
    const { room } = owner.session.library.bookNamed('people')!;
    expect(formerDevices).toMatchObject([{ id: copied.id, why: 'copied' }]);
    expect(formerDevices[0]!.heads?.[room]).toHaveLength(2);
    await until(async () =>
      (await isStopped(copied)) && (await isStopped(copy)) ? undefined : 'both to hear of it',
    );
    for (const one of [copied, copy])
      expect(await one.run('contact.create', { name: 'Later' })).toMatchObject({
        ok: false,
        error: { code: 'team.stopped' },
      });
    expect(await copy.undo()).toMatchObject({ ok: false, error: { code: 'team.stopped' } });
    await writes(owner, 'Afterwards');
    await until(() => (namesOn(other).includes('Afterwards') ? undefined : 'the team to go on'));
    for (const device of [owner, other]) {
      await device.session.library.save();
      device.kill();
      await device.start();
      expect(namesOn(device)).toEqual(expect.arrayContaining(both));
      expect(namesOn(device)).not.toContain('Later');
    }
  });
});

test('words stop both copies of an owner’s only device: what both wrote until then stays, and neither writes on', async () => {
  await withTeam(['owner', 'manager'], async ([copied, manager], world) => {
    const { until, newDevice, devices } = world;
    await copied.session.library.save();
    const copy = newDevice('owner', copied.session.keyring.keybag, 0, copied.disk.image());
    for (const device of [copied, copy]) {
      device.link.online = false;
      device.link.cut();
    }
    await copy.start();
    await writes(copied, 'By the one');
    await writes(copy, 'By the other');
    copied.link.online = true;
    copy.link.online = true;
    const both = ['By the one', 'By the other'];
    const has = (device: Device): boolean => both.every((name) => namesOn(device).includes(name));
    await until(() => (has(manager) ? undefined : 'the work of both'));
    const isNamed = ({ warnings }: Device): boolean => warnings.includes('trust.forked');
    await until(() => (isNamed(manager) ? undefined : 'the manager to be told'));

    // The device that the words are typed on has nothing but them; the one in the team is still at work.
    for (const device of [copied, copy]) device.link.online = false;
    const kill = copied.kill;
    copied.kill = () => undefined;
    const said = await recoverByWords(world, copied, createRandom('words'));
    copied.kill = kill;
    const next = devices[0]!;
    expect(said).toContain('is in its place');
    await until(() => (has(next) ? undefined : 'all the work to come'));
    await until(() => (next.session.keyring.roster.openEnded().length === 0 ? undefined : 'ends'));
    for (const device of [copied, copy]) {
      device.link.online = true;
      device.link.cut();
    }
    await until(async () =>
      (await isStopped(copied, 'words')) && (await isStopped(copy, 'words'))
        ? undefined
        : 'both to hear of it',
    );
    for (const one of [copied, copy])
      expect(await one.run('contact.create', { name: 'Later' })).toMatchObject({
        ok: false,
        error: { code: 'team.stopped-by-words' },
      });
    await writes(next, 'Afterwards');
    await until(() => (namesOn(manager).includes('Afterwards') ? undefined : 'the team to go on'));
    for (const device of [next, manager]) {
      await device.session.library.save();
      device.kill();
      await device.start();
      expect(namesOn(device)).toEqual(expect.arrayContaining(both));
      expect(namesOn(device)).not.toContain('Later');
    }
  });
});

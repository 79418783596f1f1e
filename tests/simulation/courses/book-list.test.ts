import '../fakes.ts';
import { expect, test } from 'vitest';
import { rogueIn } from '../adversary/rogue.ts';
import type { Device } from '../device.ts';
import { withTeam } from '../small-world.ts';

const monthOn = (device: Device): string[] =>
  [...device.session.library.all('audit')].map(({ id }) => id).toSorted();

test('a member who takes books off the list of books hides them from nobody, also not after a restart', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    await owner.run('contact.create', { name: 'Ann' });
    await world.until(() => (monthOn(manager).length > 0 ? undefined : 'the manager to have the log'));
    const before = monthOn(owner);
    const rogue = await rogueIn(manager, 'index');
    const update = rogue.updateOf((inner) => {
      const list = inner.getMap('books');
      for (const key of list.keys()) list.delete(key);
    });
    await rogue.write(update, 0);
    await world.sleep(5000);
    for (const device of [owner, manager]) {
      await device.session.library.save();
      device.link.online = false;
      device.kill();
      await device.start();
      await device.openAll();
      expect(monthOn(device), device.name).toEqual(expect.arrayContaining(before));
    }
  });
});

import '../fakes.ts';
import { expect, test } from 'vitest';
import { rogueIn } from '../adversary/rogue.ts';
import { namesOn, sees, withTeam, writes } from '../small-world.ts';

const aMinute = 60_000;

test('who says two things of the same parts is named, and everybody reads the first, whichever came first', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, forger, other], world) => {
    await writes(owner, 'Ann');
    for (const device of [forger, other]) await sees(world, device, 'Ann');
    const rogue = await rogueIn(forger, 'people');
    const contact = { id: 'bea', createdAt: 1, name: 'Bea' };
    // As a Yjs client that everybody knows by then.
    await rogue.write(
      rogue.updateOf((inner) => inner.getMap('contacts').set('cem', { ...contact, id: 'cem', name: 'Cem' })),
      0,
    );
    const update = rogue.updateOf((inner) => inner.getMap('contacts').set(contact.id, contact));
    const text = Buffer.from(update).toString('latin1').replaceAll('Bea', 'Bob');
    await rogue.sayTwice(update, Uint8Array.from(Buffer.from(text, 'latin1')), async () => {
      await sees(world, other, 'Bob');
      owner.link.online = false;
      owner.link.cut();
    });
    await world.sleep(5000);
    owner.link.online = true;
    await world.sleep(2 * aMinute);
    for (const device of [owner, other]) {
      expect(namesOn(device).toSorted(), device.name).toEqual(expect.arrayContaining(['Ann', 'Bea']));
      expect(namesOn(device), device.name).not.toContain('Bob');
      expect(device.session.relayWatch.doubts()).toEqual([{ kind: 'refused', deviceId: forger.id }]);
    }
  });
});

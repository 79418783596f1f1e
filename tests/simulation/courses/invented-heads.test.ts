import '../fakes.ts';
import { expect, test } from 'vitest';
import { type Rogue, rogueIn } from '../adversary/rogue.ts';
import type { Device } from '../device.ts';
import { namesOn, sees, withTeam, writes } from '../small-world.ts';

const aMinute = 60_000;

const peopleOn = ({ session }: Device) => session.library.bookNamed('people')!;
const missingOn = ({ session }: Device) => session.relayWatch.gaps.missing();
const doubtsOn = ({ session }: Device) => session.relayWatch.doubts();

const inventions: Record<string, (rogue: Rogue, owner: Device) => Promise<void>> = {
  'to have come from there': (rogue, { id }) => rogue.tellOf([id], 40),
  'to have come from there, more than anybody could count': (rogue, { id }) =>
    rogue.tellOf([id], Number.MAX_SAFE_INTEGER),
  'to be in a summary': (rogue, { id }) => rogue.sumUp([id]),
};

test.each(Object.entries(inventions))(
  'work that a member says %s, and that its author has never written, is missed by nobody, named, and stops nothing',
  async (_how, invent) => {
    await withTeam(['owner', 'manager', 'manager'], async ([owner, manager, reader], world) => {
      await writes(owner, 'Ann');
      for (const device of [manager, reader]) await sees(world, device, 'Ann');
      await invent(await rogueIn(manager, 'people'), owner);
      await world.sleep(aMinute);
      for (const device of [owner, reader]) {
        expect(doubtsOn(device).map(({ deviceId }) => deviceId)).toEqual([manager.id]);
        expect(missingOn(device)).toEqual([]);
      }

      // Both go on, and so does summing up.
      for (const name of ['Bea', 'Cem', 'Dia', 'Eva', 'Fay', 'Gus']) {
        await writes(owner, name);
        await writes(reader, `${name} too`);
      }
      await sees(world, reader, 'Gus');
      await sees(world, owner, 'Gus too');
      await world.sleep(2 * aMinute);
      expect(peopleOn(owner).health().envelopes).toBeLessThan(10);
      for (const device of [owner, reader]) {
        await device.session.library.save();
        await device.lock();
        await device.start();
        await device.openAll();
        expect(namesOn(device)).toEqual(expect.arrayContaining(['Ann', 'Gus', 'Gus too']));
        expect(doubtsOn(device).map(({ deviceId }) => deviceId)).not.toContain(owner.id);
        expect(doubtsOn(device).map(({ deviceId }) => deviceId)).not.toContain(reader.id);
      }
    });
  },
);

const strangers = Array.from({ length: 3000 }, (_, index) => String(index).padStart(16, 'A'));

test('devices that nobody knows are missed by nobody, in a statement or a summary, and keep nobody from speaking', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, manager, reader], world) => {
    const rogue = await rogueIn(manager, 'people');
    for (let each = 0; each < 3; each++) await rogue.tellOf(strangers, Number.MAX_SAFE_INTEGER);
    await world.sleep(aMinute);
    await reader.lock();
    await (await rogueIn(manager, 'people')).sumUp([], strangers);
    await reader.start();
    await reader.openAll();
    await world.sleep(aMinute);
    await writes(owner, 'Ann');
    await sees(world, reader, 'Ann');
    for (const device of [owner, reader]) {
      expect(peopleOn(device).chains.heads().length).toBeLessThan(5);
      expect(missingOn(device)).toEqual([]);
      expect(device.status()).toMatchObject({ connection: 'online', reach: 'stored' });
    }
  });
});

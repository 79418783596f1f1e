import { type Adversary, impossible } from './adversary.ts';
import { changeRooms } from './rooms.ts';

/** A relay without a key takes all envelopes out of all rooms: a few bytes each. Open books are in memory. */
export const relayDeletes: Adversary = {
  expects: 'no-effect',
  async attack(world) {
    if (world.plan.isOld) return impossible('some books are closed');
    if (world.devices.some(({ alive }) => !alive)) return impossible('somebody’s books are not in memory');
    const rooms = await changeRooms(world, (_room, _doc, envelopes) => envelopes.delete(0, envelopes.length));
    return { said: `${rooms} rooms are empty` };
  },
};

/** The same where most books are closed: what lies on the disks is obeyed by anyone's word. */
export const relayDeletesClosedYears: Adversary = {
  expects: 'no-effect',
  async attack(world) {
    if (!world.plan.isOld) return impossible('no books are closed');
    // Who has just begun to look has them open; the next morning they are closed.
    for (const device of world.devices.filter(({ alive }) => alive)) {
      await device.lock();
      await device.start();
    }
    await world.sleep(10_000);
    const rooms = await changeRooms(world, (_room, _doc, envelopes) => envelopes.delete(0, envelopes.length));
    // Closed books are brought in step one after another.
    await world.sleep(60_000);
    return { said: `${rooms} rooms are empty` };
  },
};

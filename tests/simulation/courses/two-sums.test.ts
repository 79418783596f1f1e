import '../fakes.ts';
import { expect, test } from 'vitest';
import type { Device } from '../device.ts';
import { withTeam, writes } from '../small-world.ts';
import type { World } from '../world.ts';

/** Until a quiet book is summed up, in milliseconds. */
const quiet = 60_000;

const linesOn = (device: Device): string[] =>
  [...device.session.library.all('audit')].map(({ id }) => id).toSorted();

async function writesSome(device: Device, count: number): Promise<void> {
  for (let each = 1; each <= count; each++) await writes(device, `Number ${each} of ${count}`);
}

test('a book that two devices have begun and summed up apart loses nothing when each sums up more of it', async () => {
  const course = async ([owner, manager]: [Device, Device], { until, sleep }: World) => {
    for (const { link } of [owner, manager]) {
      link.online = false;
      link.cut();
    }
    // The month's log is new on both.
    for (const device of [owner, manager]) await writesSome(device, 6);
    await sleep(quiet);
    // Too little to be summed up before they meet.
    for (const device of [owner, manager]) await writesSome(device, 2);
    for (const { link } of [owner, manager]) link.online = true;
    await until(() => (linesOn(owner).join() === linesOn(manager).join() ? undefined : 'both to have all'));
    // Nobody gives back what the manager’s own sum leaves out.
    owner.link.online = false;
    owner.link.cut();
    await writesSome(manager, 4);
    await sleep(quiet);

    await manager.openAll();
    const before = linesOn(manager);
    await manager.session.library.save();
    manager.link.online = false;
    manager.kill();
    await manager.start();
    await manager.openAll();
    expect(linesOn(manager)).toEqual(before);
  };
  await withTeam(['owner', 'manager'], course, { isOld: true });
});

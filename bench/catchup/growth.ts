import { median, printFigure } from '../lib/figure.ts';
import { creations } from './business.ts';
import { catchUp } from './device.ts';
import { startGround, stopGround, write } from './ground.ts';

/** Ten times as many records should take ten times as long, and no longer. */
const [few, many] = [10_000, 100_000];
const rounds = 3;

type Times = Record<'import-log' | 'checkpoint', number>;

/** How a device's first sync grows with what there is: the time for ten times as many records, over ten times the time. */
export async function measureGrowth(together: number): Promise<void> {
  const [small, large] = [await timesOf(few, together), await timesOf(many, together)];
  for (const name of ['import-log', 'checkpoint'] as const)
    printFigure({
      name: `catchup.growth.${name}`,
      value: large[name],
      unit: 'ms',
      peer: `ten times that of ${few} records`,
      peerValue: (many / few) * small[name],
      encrypted: true,
      durable: true,
      note: `${many} records`,
    });
}

async function timesOf(count: number, together: number): Promise<Times> {
  const ground = await startGround();
  const time = async (): Promise<number> => {
    const taken: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const { milliseconds, records } = await catchUp(ground.relay, ground.keybag);
      if (records < count) throw new Error(`A device got ${records} of ${count} records`);
      taken.push(milliseconds);
    }
    return median(taken);
  };
  try {
    const created = creations(count);
    await write(ground, inPortions(created, together), Infinity);
    const log = await time();
    await write(ground, [], 0);
    return { 'import-log': log, checkpoint: await time() };
  } finally {
    await stopGround(ground);
  }
}

export function* inPortions<Item>(all: Item[], size: number): Iterable<Item[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}

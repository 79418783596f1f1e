import '../fakes.ts';
import { expect, test } from 'vitest';
import type { JsonObject } from '#shared/lib/json.ts';
import { attestationsKey } from '#renderer/vault/books/attestations.ts';
import { type Rogue, rogueIn } from '../adversary/rogue.ts';
import type { Device } from '../device.ts';
import { isPaidFor, withTeam } from '../small-world.ts';
import type { World } from '../world.ts';

/** Until the relay has what was written, and devices have told each other (ms). */
const aWhile = 30_000;
/** By then an attack has to be noticed (ms). */
const aMinute = 60_000;

const paymentsOn = ({ session }: Device): string[] =>
  [...session.library.all('payments')].map(({ id }) => id);
const moneyOn = ({ session }: Device) => session.library.books.find(({ name }) => name.startsWith('money-'))!;
const missingOn = ({ session }: Device): string[] =>
  session.relayWatch.gaps.missing().map(({ book, deviceId }) => `${book} of ${deviceId}`);
const doubtsOn = ({ session }: Device) => session.relayWatch.doubts();

function leaves(device: Device): void {
  device.link.online = false;
  device.link.cut();
}
function comesBack(device: Device): void {
  device.link.online = true;
  device.link.cut();
}

/** Takes the owner's last payment out of a document, with the signature under it. */
function takesLastOut({ inner }: Rogue, payment: string): void {
  const [list, signed] = [
    inner.getArray<JsonObject>('payments'),
    inner.getArray<Uint8Array>(attestationsKey),
  ];
  inner.transact(() => {
    list.delete(list.toArray().findIndex(({ id }) => id === payment));
    signed.delete(signed.length - 1);
  });
}

/** The owner's last payment is left out of the manager's sum, and nobody else is there who has it. */
async function lastIsLeftOut(
  [owner, manager]: Device[],
  { sleep }: World,
  sumUp: (rogue: Rogue, payment: string) => Promise<void>,
): Promise<string> {
  await isPaidFor(owner!);
  await sleep(aWhile);
  leaves(owner!);
  const rogue = await rogueIn(manager!, moneyOn(manager!).name);
  const payment = rogue.inner.getArray<{ id: string }>('payments').toArray().at(-1)!.id;
  expect(paymentsOn(owner!)).toContain(payment);
  await sumUp(rogue, payment);
  // The manager's own program would give back what is left out.
  await sleep(200);
  leaves(manager!);
  await manager!.lock();
  return payment;
}

const lies: Record<string, (rogue: Rogue, payment: string) => Promise<void>> = {
  'as if it had been taken out': async (rogue, payment) => {
    takesLastOut(rogue, payment);
    await rogue.sumUp();
  },
  'as if nobody had written it': (rogue, payment) => rogue.sumUpWithout('payments', payment),
};

test.each(Object.entries(lies))(
  'what an author wrote last is missed within a minute once anybody is there who has heard of it, left out %s',
  async (_how, sumUp) => {
    await withTeam(
      ['owner', 'manager', 'manager', 'technician'],
      async ([owner, manager, reader, technician], world) => {
        await reader.lock();
        const payment = await lastIsLeftOut([owner, manager], world, sumUp);
        // Who has heard of it cannot read the book, and has started anew since.
        expect(moneyOn(technician)).toBeUndefined();
        await technician.lock();
        await reader.start();
        await reader.openAll();
        await world.sleep(aWhile);
        expect(paymentsOn(reader)).toHaveLength(1);
        expect(missingOn(reader)).toEqual([]);
        expect(moneyOn(reader).unconfirmed()).toEqual([manager.id]);

        await technician.start();
        await world.sleep(aMinute);
        expect(missingOn(reader)).toEqual([`${moneyOn(reader).name} of ${owner.id}`]);
        expect(moneyOn(reader).unconfirmed()).toEqual([manager.id]);

        comesBack(owner);
        await world.sleep(2 * aMinute);
        expect(paymentsOn(reader)).toContain(payment);
        expect(missingOn(reader)).toEqual([]);
        expect(doubtsOn(reader)).toContainEqual({ kind: 'disproved', deviceId: manager.id });
      },
    );
  },
);

test('what a summary says to be missing is missed at once, excuses nothing else, and comes with its author', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, manager, reader], world) => {
    await reader.lock();
    const payment = await lastIsLeftOut([owner, manager], world, async (rogue, last) => {
      const [first] = rogue.inner.getArray<{ id: string }>('payments').toArray();
      expect(first!.id).not.toBe(last);
      const { counter } = moneyOn(manager).chains.head(owner.id)!;
      // One of two statements: what the other one says would be excused as well.
      await rogue.sumUpWithout('payments', first!.id, { [owner.id]: [counter] });
    });
    await reader.start();
    await reader.openAll();
    await world.sleep(aMinute);
    expect(missingOn(reader)).toEqual([`${moneyOn(reader).name} of ${owner.id}`]);

    comesBack(owner);
    await world.sleep(3 * aMinute);
    expect(paymentsOn(reader)).toHaveLength(2);
    expect(paymentsOn(reader)).toContain(payment);
    expect(missingOn(reader)).toEqual([]);
    expect(doubtsOn(reader)).toContainEqual({ kind: 'disproved', deviceId: manager.id });
  });
});

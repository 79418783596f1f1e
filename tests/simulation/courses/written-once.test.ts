import '../fakes.ts';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { OpenedEnvelope } from '#shared/crypto/envelope.ts';
import { proven } from '#shared/domain/proven.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import { rogueIn } from '../adversary/rogue.ts';
import type { Device } from '../device.ts';
import type { World } from '../world.ts';
import { isPaidFor, sees, withTeam } from '../small-world.ts';

/** Until the relay has what was written, in milliseconds. */
const aWhile = 5000;

interface Forgery {
  /** The book's name begins so. */
  book: string;
  list: CollectionName;
  /** What the manager does to what the owner has written. */
  lie(list: Y.Array<JsonObject>, index: number): void;
}

/** What a device shows beside what was there: its own lines of the log are its own. */
function forgedOn({ id: own, session }: Device, list: CollectionName, before: string[]): string[] {
  const records = [...session.library.all(list)] as { id: string; deviceId?: string }[];
  return records.flatMap(({ id, deviceId }) => (before.includes(id) || deviceId === own ? [] : [id]));
}

const idsOn = ({ session }: Device, list: CollectionName): Set<string> =>
  new Set([...session.library.all(list)].map(({ id }) => id));

const leftOut = (list: Y.Array<JsonObject>, index: number): void => list.delete(index);

const changed =
  (fields: JsonObject) =>
  (list: Y.Array<JsonObject>, index: number): void => {
    const { id: _id, ...rest } = list.get(index);
    list.delete(index);
    list.insert(index, [proven({ ...rest, ...fields } as JsonObject & { salt: string })]);
  };

const invented =
  (fields: JsonObject) =>
  (list: Y.Array<JsonObject>, index: number): void => {
    const { id: _id, ...rest } = list.get(index);
    list.push([
      proven({ ...rest, ...fields, salt: 'made-up-made-up-made-up' } as JsonObject & { salt: string }),
    ]);
  };

const forgeries: Record<string, Forgery> = {
  'a line of the log that says something else': {
    book: 'audit-',
    list: 'audit',
    lie: changed({ command: 'contact.remove' }),
  },
  'a line of the log less': { book: 'audit-', list: 'audit', lie: leftOut },
  'a line of the log that nobody wrote': {
    book: 'audit-',
    list: 'audit',
    lie: invented({ command: 'contact.remove' }),
  },
  'a payment of another amount': { book: 'money-', list: 'payments', lie: changed({ reference: 'other' }) },
  'a payment less': { book: 'money-', list: 'payments', lie: leftOut },
  'a payment that nobody recorded': { book: 'money-', list: 'payments', lie: invented({ reference: 'new' }) },
  'an issued document with another number': {
    book: 'money-',
    list: 'issued',
    lie: changed({ number: 'X-1' }),
  },
  'an issued document less': { book: 'money-', list: 'issued', lie: leftOut },
};

/** The manager sums a book up, with a lie, in the place of all that is there, while the owner is away. */
async function sumsUp(
  [owner, manager]: [Device, Device],
  { sleep }: Pick<World, 'sleep'>,
  { book, list, lie, seen }: Forgery & { seen: ReadonlySet<string> },
): Promise<{ name: string; before: string[] }> {
  await sleep(aWhile);
  owner.link.online = false;
  owner.link.cut();
  const { name } = manager.session.library.books.find((one) => one.name.startsWith(book))!;
  const before = [...owner.session.library.all(list)].map(({ id }) => id);
  const rogue = await rogueIn(manager, name);
  const entries = rogue.inner.getArray<JsonObject>(list);
  const index = entries
    .toArray()
    .findIndex(({ id }) => before.includes(id as string) && !seen.has(id as string));
  rogue.inner.transact(() => lie(entries, index));
  await rogue.sumUp();
  await sleep(aWhile);
  return { name, before };
}

test.each(Object.entries(forgeries))(
  'a summary with %s is not read by who has nothing else, and its author is named',
  async (_what, forgery) => {
    await withTeam(['owner', 'manager', 'manager'], async ([owner, manager, reader], world) => {
      const seen = idsOn(reader, forgery.list);
      await reader.lock();
      await isPaidFor(owner);
      await sees(world, manager, 'Ann');
      const { name, before } = await sumsUp([owner, manager], world, { ...forgery, seen });
      await manager.lock();
      await reader.start();
      await reader.openAll();
      await world.sleep(aWhile);
      expect(reader.session.library.bookNamed(name)!.doubts()).toContainEqual({
        kind: 'disproved',
        deviceId: manager.id,
      });
      expect(forgedOn(reader, forgery.list, before)).toEqual([]);

      owner.link.online = true;
      owner.link.cut();
      await world.until(() =>
        before.every((id) => idsOn(reader, forgery.list).has(id)) ? undefined : 'the originals to come',
      );
    });
  },
);

const envelopesIn = ({ session }: Device, book: string): Y.Array<Uint8Array> =>
  session.library.bookNamed(book)!.outer.getArray<Uint8Array>(envelopesKey);

async function opened(device: Device, name: string): Promise<OpenedEnvelope[]> {
  const { room } = device.session.library.bookNamed(name)!;
  const cipher = createBookCipher(device.session.keyring, { name, room });
  const all = await cipher.open(envelopesIn(device, name).toArray());
  return all.flatMap((one) => (one.ok ? [one.value] : []));
}

test('two members in league cannot put words into the mouth of a third', async () => {
  await withTeam(
    ['owner', 'manager', 'manager', 'manager'],
    async ([owner, manager, reader, helper], world) => {
      await reader.lock();
      await isPaidFor(owner);
      await sees(world, manager, 'Ann');
      await sees(world, helper, 'Ann');
      const forgery = forgeries['a payment of another amount']!;
      helper.link.online = false;
      helper.link.cut();
      const { name, before } = await sumsUp([owner, manager], world, { ...forgery, seen: new Set() });
      const [sum] = (await opened(manager, name)).filter(({ statement }) => statement.level > 0);
      const rogue = await rogueIn(helper, name);
      await rogue.confirm([{ ...sum!.statement, hash: sum!.hash }]);
      const confirmation = envelopesIn(helper, name).toArray().at(-1)!;
      envelopesIn(manager, name).push([confirmation]);
      await world.sleep(aWhile);
      await manager.lock();
      await reader.start();
      await reader.openAll();
      await world.sleep(aWhile);
      expect(envelopesIn(reader, name).toArray()).toContainEqual(confirmation);
      expect(forgedOn(reader, forgery.list, before)).toEqual([]);
    },
  );
});

import '../fakes.ts';
import { expect, test } from 'vitest';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { Erasure } from '#shared/domain/erasure.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import { isDone } from '../actions.ts';
import { rogueIn } from '../adversary/rogue.ts';
import type { Device } from '../device.ts';
import { withTeam } from '../small-world.ts';
import type { World } from '../world.ts';

/** Until what is to be tidied is tidied, and confirmed by others (ms). */
const aWhile = 60_000;
const words = 'Nobody may know of it';
const month = 'talk-2026-09';
const event: WebhookEvent = {
  kind: 'message',
  channel: 'whatsapp',
  accountId: 'account',
  externalId: 'wamid.1',
  customer: { phone: '491701234567', name: 'A customer' },
  at: Date.UTC(2026, 8, 5),
  type: 'text',
  text: words,
  echo: false,
};

/** Without what the team was founded with. */
const messagesOn = ({ session }: Device) =>
  [...session.library.all('messages')].filter(({ externalId }) => externalId?.startsWith('wamid.'));
const hasMessages = (device: Device, count: number) => () =>
  messagesOn(device).length === count ? undefined : `${count} messages on ${device.name}`;

/** Whether the words are in anything that a device keeps of the month, sealed or not. */
async function keepsWords({ session: { keyring, library } }: Device): Promise<boolean> {
  const book = library.bookNamed(month)!;
  const cipher = createBookCipher(keyring, { name: month, room: book.room });
  const items = book.outer.getArray<Uint8Array>(envelopesKey).toArray();
  const taken = book.takenAway().map(({ envelope }) => envelope);
  const opened = await cipher.open([...items, ...taken]);
  return opened.some((one) => one.ok && Buffer.from(one.value.update).includes(words));
}

async function takenInBy(taker: Device, other: Device, { until }: World): Promise<string> {
  expect(isDone(await taker.run('inbox.ingest', { events: [event] }))).toBe(true);
  await until(hasMessages(other, 1));
  return messagesOn(other)[0]!.id;
}

test('what an owner erases is gone from every device, words and all, and is not taken in again', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const id = await takenInBy(manager, owner, world);
    expect(await keepsWords(owner)).toBe(true);
    const erase = { collection: 'messages', id, why: 'Asked for in a letter' } as const;
    expect(await manager.run('record.erase', erase)).toMatchObject({
      error: { code: 'erasure.owners-only' },
    });
    expect(isDone(await owner.run('record.erase', erase))).toBe(true);
    await world.until(hasMessages(manager, 0));
    await world.sleep(aWhile);
    for (const device of [owner, manager]) {
      expect(await keepsWords(device)).toBe(false);
      const [erasure, ...others] = device.session.library.all('talkErasures') as Iterable<Erasure>;
      expect(others).toEqual([]);
      expect(erasure).toMatchObject({ recordId: id, deviceId: owner.id, memberId: owner.memberId });
      expect(device.session.library.writersOf('talkErasures', erasure!.id)).toEqual([
        { deviceId: owner.id, path: '' },
      ]);
    }
    expect(isDone(await manager.run('inbox.ingest', { events: [event] }))).toBe(true);
    await owner.lock();
    await owner.start();
    await owner.openAll();
    await world.sleep(aWhile);
    for (const device of [owner, manager]) expect(messagesOn(device)).toEqual([]);
  });
});

test('who puts in again what was erased puts it in for nobody, and not for long', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const id = await takenInBy(manager, owner, world);
    const [message] = messagesOn(owner);
    expect(isDone(await owner.run('record.erase', { collection: 'messages', id }))).toBe(true);
    await world.until(hasMessages(manager, 0));
    const rogue = await rogueIn(manager, month);
    await rogue.write(
      rogue.updateOf((inner) => inner.getArray('messages').push([message])),
      0,
    );
    await world.sleep(aWhile);
    for (const device of [owner, manager]) expect(messagesOn(device)).toEqual([]);
    await owner.session.library.tidy();
    await world.sleep(aWhile);
    expect(await keepsWords(owner)).toBe(false);
  });
});

test('who took a message in is told by who has signed it', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const id = await takenInBy(manager, owner, world);
    const writersOn = ({ session }: Device) => session.library.writersOf('messages', id);
    expect(writersOn(owner)).toEqual([{ deviceId: manager.id, path: '' }]);
    // Two that take in one delivery have both taken it in.
    owner.link.online = false;
    owner.link.cut();
    const other = { ...event, externalId: 'wamid.2', at: event.at + 1 };
    for (const device of [owner, manager])
      expect(isDone(await device.run('inbox.ingest', { events: [other] }))).toBe(true);
    owner.link.online = true;
    owner.link.cut();
    await world.sleep(aWhile);
    const second = messagesOn(owner).find(({ externalId }) => externalId === 'wamid.2')!;
    expect(messagesOn(manager)).toHaveLength(2);
    for (const { session } of [owner, manager])
      expect(
        new Set(session.library.writersOf('messages', second.id).map(({ deviceId }) => deviceId)),
      ).toEqual(new Set([owner.id, manager.id]));
  });
});

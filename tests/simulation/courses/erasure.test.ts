import '../fakes.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { Erasure } from '#shared/domain/erasure.ts';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import type { Team } from '#renderer/vault/team/adopt.ts';
import { nextMembership } from '#renderer/vault/team/change.ts';
import { lastHeadsIn } from '#renderer/vault/team/last-heads.ts';
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

/** What a relay passes on late, or in another order. */
function passOn(month: string, update: Uint8Array, ...devices: Device[]): void {
  for (const { session } of devices) Y.applyUpdate(session.library.bookNamed(month)!.outer, update, 'relay');
}

const tailOf = ({ session }: Device): Uint8Array =>
  Y.encodeStateAsUpdate(session.library.bookNamed(month)!.outer);

function goOffline({ link }: Device): void {
  link.online = false;
  link.cut();
}

const ways = {
  'taken out': async ({ session }: Device, { id }: Device) => expectOk(await session.team.removeDevice(id)),
  'made a manager': async ({ session }: Device, { id, memberId }: Device) => {
    const heads = await lastHeadsIn(session.archive, [id]);
    const setAccess = { memberId, access: presets.manager, role: 'manager' } as const;
    const next = ({ keybag, roster }: Team) =>
      nextMembership(session.keyring.crypto, keybag, roster, { setAccess, heads });
    expectOk(await session.team.make(next));
  },
};

test.each(Object.entries(ways))(
  'what an owner has erased who is %s later stays erased in whatever order it comes, and what they erase afterwards does not',
  async (_name, endTheRight) => {
    await withTeam(['owner', 'manager', 'manager', 'manager'], async (team, world) => {
      const [owner, former, first, late] = team;
      const other = { ...event, externalId: 'wamid.2', text: 'This stays' };
      expect(isDone(await first.run('inbox.ingest', { events: [event, other] }))).toBe(true);
      for (const device of team) await world.until(hasMessages(device, 2));
      const { keyring, team: owners } = owner.session;
      const makeOwner = { memberId: former.memberId, access: presets.owner, role: 'owner' } as const;
      const next = ({ keybag, roster }: Team) =>
        nextMembership(keyring.crypto, keybag, roster, { setAccess: makeOwner });
      expectOk(await owners.make(next));
      const mayErase = () => former.session.keyring.roster.isOwners(former.id);
      await world.until(() => (mayErase() ? undefined : 'to be an owner'));
      await world.sleep(aWhile);
      for (const device of [first, late]) goOffline(device);
      const idOf = (of: string) =>
        messagesOn(former).find(({ externalId }) => externalId === of)?.id ?? 'none';
      const erase = (of: string) => former.run('record.erase', { collection: 'messages', id: idOf(of) });
      const keptId = idOf('wamid.2');
      expect(isDone(await erase('wamid.1'))).toBe(true);
      await former.session.library.save();
      const erased = tailOf(former);
      await world.until(hasMessages(owner, 1));
      // It hears of the erasure before the end of the right, and the other one after it.
      passOn(month, erased, first);
      await world.until(hasMessages(first, 1));
      goOffline(former);
      await endTheRight(owner, former);
      expect(isDone(await erase('wamid.2'))).toBe(true);
      await former.session.library.save();
      const tooLate = tailOf(former);
      // Of the month they get nothing yet but what is passed on here.
      const { room } = owner.session.library.bookNamed(month)!;
      for (const { link } of [first, late]) {
        link.tamper = (message, of) => (of === room ? [] : [message]);
        link.online = true;
      }
      const knows = ({ session }: Device) => !session.keyring.roster.isOwners(former.id);
      await world.until(() => (knows(first) && knows(late) ? undefined : 'all to know'));
      for (const device of [owner, first, late]) passOn(month, erased, device);
      await world.until(hasMessages(late, 1));
      for (const device of [owner, first, late]) passOn(month, tooLate, device);
      await world.sleep(aWhile);
      for (const device of [first, late]) {
        expect(messagesOn(device).map(({ id }) => id)).toEqual([keptId]);
        device.link.tamper = undefined;
        device.link.cut();
      }
      await world.sleep(aWhile);
      for (const device of [owner, first, late]) {
        await device.session.library.save();
        for (const start of ['as it came', 'after a restart']) {
          expect(
            messagesOn(device).map(({ id }) => id),
            `${device.name} ${start}`,
          ).toEqual([keptId]);
          await device.lock();
          await device.start();
          await device.openAll();
        }
      }
    });
  },
);

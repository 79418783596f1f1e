import '../fakes.ts';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { proven } from '#shared/domain/proven.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { isDone } from '../actions.ts';
import { rogueIn } from '../adversary/rogue.ts';
import type { Device } from '../device.ts';
import { namesOn, sees, withTeam, writes } from '../small-world.ts';

/** Until what is to be tidied is tidied, and confirmed by others (ms). */
const aWhile = 60_000;

async function startsAnew(device: Device): Promise<void> {
  await device.session.library.save();
  await device.lock();
  await device.start();
  await device.openAll();
}

test('who says that a colleague’s Yjs client is their own takes nothing from the colleague, also after a restart', async () => {
  await withTeam(['owner', 'manager', 'technician'], async ([owner, manager, thief], world) => {
    await writes(owner, 'By the owner');
    for (const device of [manager, thief]) await sees(world, device, 'By the owner');
    const rogue = await rogueIn(thief, 'people');
    await rogue.claim([...rogue.inner.store.clients.keys()]);
    await world.sleep(aWhile);
    await writes(owner, 'Later');
    await sees(world, manager, 'Later');
    for (const device of [owner, manager]) {
      await startsAnew(device);
      expect(namesOn(device)).toEqual(expect.arrayContaining(['By the owner', 'Later']));
    }
  });
});

const month = 'talk-2026-09';
const event: WebhookEvent = {
  kind: 'message',
  channel: 'whatsapp',
  accountId: 'account',
  externalId: 'wamid.1',
  customer: { phone: '491701234567', name: 'A customer' },
  at: Date.UTC(2026, 8, 5),
  type: 'text',
  text: 'Nobody takes this away',
  echo: false,
};

const messageOn = ({ session }: Device) =>
  [...session.library.all('messages')].find(({ externalId }) => externalId === 'wamid.1');

const takesAway = (inner: Y.Doc): void =>
  inner.getArray('messages').delete(0, inner.getArray('messages').length);
/** As an owner's note would be, but by a manager's device. */
const erasesAs =
  (forger: Device, id: string, form: object = {}) =>
  (inner: Y.Doc): void => {
    const what = { collection: 'messages', recordId: id, hash: 'x', at: event.at, erasedAt: event.at };
    const by = { deviceId: forger.id, memberId: forger.memberId, salt: 'salt-0001' };
    inner.getArray<JsonObject>('talkErasures').push([proven({ ...what, ...by, ...form }) as JsonObject]);
  };

/** Its author is named, or that work of theirs is missing. */
const telling = new Set(['trust.disproved', 'trust.refused', 'trust.invented', 'relay.missing-work']);

const sums: Record<string, { of: 'removal' | 'erasure'; isOfUnknown: boolean }> = {
  'of a removal that was refused': { of: 'removal', isOfUnknown: false },
  'of an erasure that was refused': { of: 'erasure', isOfUnknown: false },
  'of a removal, for work that nobody knows': { of: 'removal', isOfUnknown: true },
  'of an erasure, for work that nobody knows': { of: 'erasure', isOfUnknown: true },
};

test.each(Object.entries(sums))(
  'a sum %s takes nothing out of any device, and is told of',
  async (_name, { of, isOfUnknown }) => {
    await withTeam(['owner', 'manager', 'manager'], async ([owner, forger, other], world) => {
      expect(isDone(await owner.run('inbox.ingest', { events: [event] }))).toBe(true);
      await world.until(() => (messageOn(forger) && messageOn(other) ? undefined : 'the message'));
      const rogue = await rogueIn(forger, month);
      const deed = of === 'removal' ? takesAway : erasesAs(forger, messageOn(owner)!.id);
      const update = rogue.updateOf(deed);
      if (!isOfUnknown) await rogue.write(update, 0);
      await rogue.sumUp(isOfUnknown ? [owner.id] : []);
      await world.sleep(aWhile);
      for (const device of [owner, other])
        for (const start of ['as it came', 'after a restart', 'after another one']) {
          expect(messageOn(device)?.text, `${device.name} ${start}`).toBe('Nobody takes this away');
          await startsAnew(device);
        }
      const told = ({ warnings }: Device): boolean => warnings.some((code) => telling.has(code));
      expect([owner, other].map(told)).toEqual([true, true]);
    });
  },
);

test('what a customer said about being written to keeps its sense, whatever a technician puts in front of it', async () => {
  await withTeam(['owner', 'technician', 'manager'], async ([owner, forger, other], world) => {
    expect(isDone(await owner.run('inbox.ingest', { events: [{ ...event, text: 'STOP' }] }))).toBe(true);
    const saidOn = ({ session }: Device) => [...session.library.all('consents')];
    for (const device of [forger, other])
      await world.until(() => (saidOn(device).length > 0 ? undefined : 'the stop'));
    const said = saidOn(owner);
    const rogue = await rogueIn(forger, 'people');
    await rogue.write(
      rogue.updateOf((inner) =>
        inner.getArray<JsonObject>('consents').insert(
          0,
          said.map((one) => ({ ...one, given: true, words: 'Write to me' })),
        ),
      ),
      0,
    );
    await world.sleep(aWhile);
    for (const device of [owner, other]) {
      await startsAnew(device);
      expect(saidOn(device)).toEqual(said);
    }
  });
});

const erasuresOfNoOwner: Record<string, object> = {
  'as an owner’s': {},
  'with a field of another type': { why: 5 },
  'with a field that is too long': { why: 'x'.repeat(501) },
  'with a moment that is none': { erasedAt: 'today' },
  'that names nobody': { deviceId: undefined, memberId: undefined },
};

test.each(Object.entries(erasuresOfNoOwner))(
  'a note %s erases nothing where no owner has signed it',
  async (_name, form) => {
    await withTeam(['owner', 'manager', 'manager'], async ([owner, forger, other], world) => {
      expect(isDone(await owner.run('inbox.ingest', { events: [event] }))).toBe(true);
      await world.until(() => (messageOn(forger) && messageOn(other) ? undefined : 'the message'));
      const rogue = await rogueIn(forger, month);
      await rogue.write(rogue.updateOf(erasesAs(forger, messageOn(owner)!.id, form)), 0);
      await world.sleep(aWhile);
      for (const device of [owner, other]) {
        await startsAnew(device);
        expect(messageOn(device)?.text).toBe('Nobody takes this away');
      }
    });
  },
);

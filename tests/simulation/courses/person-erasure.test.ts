import '../fakes.ts';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { AppCommandName } from '#shared/commands/index.ts';
import type { ErasureRunNote } from '#shared/domain/clearance.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { proven } from '#shared/domain/proven.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import { isDone } from '../actions.ts';
import { rogueIn } from '../adversary/rogue.ts';
import type { Device } from '../device.ts';
import { withTeam } from '../small-world.ts';

/** Until what is to be done is done, and confirmed by others (ms). */
const aWhile = 30 * 60_000;
const canary = 'canary';

function event(externalId: string, at: number, text: string): WebhookEvent {
  const customer = { phone: '491701234567', name: `Anna ${canary}` };
  const origin = { channel: 'whatsapp', accountId: 'account' } as const;
  return { kind: 'message', ...origin, externalId, customer, at, type: 'text', text, echo: false };
}

const named = ({ session }: Device, collection: CollectionName) => [...session.library.all(collection)];

/** The books in which a device keeps the words, sealed or not. */
async function keepsWords({ session: { keyring, library } }: Device): Promise<string[]> {
  const found: string[] = [];
  for (const book of library.books) {
    const cipher = createBookCipher(keyring, { name: book.name, room: book.room });
    const items = book.outer.getArray<Uint8Array>(envelopesKey).toArray();
    const taken = book.takenAway().map(({ envelope }) => envelope);
    for (const one of await cipher.open([...items, ...taken]))
      if (one.ok && Buffer.from(one.value.update).includes(canary)) found.push(book.name);
  }
  return found;
}

function goOffline({ link }: Device): void {
  link.online = false;
  link.cut();
}

function comeBack({ link }: Device): void {
  link.online = true;
  link.cut();
}

async function done(device: Device, name: AppCommandName, args: never): Promise<void> {
  expect(isDone(await device.run(name, args)), name).toBe(true);
}

test('a person who is erased is gone from every device, also from one that wrote about them meanwhile', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const now = Date.UTC(2026, 8, 5);
    await done(manager, 'inbox.ingest', { events: [event('wamid.1', now, `The ${canary} drips`)] } as never);
    const isAnna = (each: object): boolean => JSON.stringify(each).includes(canary);
    await world.until(() => (named(owner, 'contacts').some(isAnna) ? undefined : 'the contact'));
    const anna = named(owner, 'contacts').find(isAnna)!;
    await done(owner, 'job.create', { contactId: anna.id, title: `Mend the ${canary}` } as never);
    await world.sleep(60_000);
    expect(await keepsWords(manager)).not.toEqual([]);
    goOffline(manager);
    await done(manager, 'contact.update', { id: anna.id, fields: { notes: `${canary} notes` } } as never);
    await done(manager, 'job.create', { contactId: anna.id, title: `Second ${canary}` } as never);
    await done(manager, 'contact.create', { name: 'Ben' } as never);
    await done(owner, 'person.erase', { kind: 'contacts', id: anna.id } as never);
    await world.sleep(60_000);
    comeBack(manager);
    await world.sleep(aWhile);
    for (const device of [owner, manager]) {
      expect(await keepsWords(device), device.name).toEqual([]);
      expect(named(device, 'contacts').map((each) => (each as { name?: string }).name)).toContain('Ben');
      expect(named(device, 'contacts').map(({ id }) => id)).not.toContain(anna.id);
      expect(named(device, 'jobs').filter(isAnna)).toEqual([]);
      const runs = device.session.library.all('erasureRuns');
      expect([...runs]).not.toEqual([]);
      for (const { runId } of runs)
        expect(
          device.session.library
            .by('erasuresDone', 'runId', runId)
            .map(({ deviceId }) => deviceId)
            .toSorted(),
        ).toEqual([owner.id, manager.id].toSorted());
    }
  });
});

test('the proof of an erasure is an owner’s word: nobody else adds one, changes one or takes one away', async () => {
  await withTeam(['owner', 'technician', 'manager'], async ([owner, forger, other], world) => {
    await done(owner, 'contact.create', { name: 'Ben' } as never);
    const [ben] = named(owner, 'contacts');
    await done(owner, 'person.erase', { kind: 'contacts', id: ben!.id } as never);
    const runsOn = (device: Device) => named(device, 'erasureRuns');
    for (const device of [forger, other])
      await world.until(() => (runsOn(device).length > 0 ? undefined : 'the proof'));
    const right = runsOn(owner);
    const { id: _id, ...rest } = right[0]! as ErasureRunNote;
    const rogue = await rogueIn(forger, 'index');
    const forged = proven({ ...rest, runId: 'another', deviceId: forger.id, memberId: forger.memberId });
    for (const deed of [
      (inner: Y.Doc) => inner.getArray('erasureRuns').push([forged]),
      (inner: Y.Doc) => inner.getArray('erasureRuns').push([{ ...right[0]!, books: [] }]),
      (inner: Y.Doc) => inner.getArray('erasureRuns').delete(0, 1),
    ])
      await rogue.write(rogue.updateOf(deed), 0);
    await world.sleep(60_000);
    for (const device of [owner, other]) expect(runsOn(device), device.name).toEqual(right);
    expect([owner, other].some(({ warnings }) => warnings.includes('trust.refused'))).toBe(true);
  });
});

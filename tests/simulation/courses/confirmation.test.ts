import '../fakes.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { presets } from '#shared/domain/roles.ts';
import type { StatementName } from '#shared/crypto/statement.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { createBookCipher } from '#renderer/vault/books/cipher.ts';
import type { Session } from '#renderer/vault/session.ts';
import { rogueIn } from '../adversary/rogue.ts';
import type { Device } from '../device.ts';
import { namesOn, sees, withTeam, writes } from '../small-world.ts';
import type { World } from '../world.ts';

/** Until the relay has what was written, in milliseconds. */
const aWhile = 5000;

const bookOf = ({ session }: Device) => session.library.bookNamed('people')!;

/**
 * The manager sums the book up, and the relay passes on that sum alone, as it does when it has kept nothing else;
 * nobody who had the originals is online. `says`: what the sum says in the place of a name.
 */
async function sumsUp(
  [owner, manager, reader]: [Device, Device, Device],
  { until, sleep }: World,
  says: string,
): Promise<void> {
  await reader.lock();
  for (const name of ['Ann', 'Bea', 'Cem']) await writes(owner, name);
  await until(() => (namesOn(manager).includes('Cem') ? undefined : 'the manager to have all'));
  owner.link.online = false;
  owner.link.cut();
  const rogue = await rogueIn(manager, 'people');
  const sum = Buffer.from(Y.encodeStateAsUpdateV2(rogue.inner)).toString('latin1').replaceAll('Cem', says);
  await rogue.write(Uint8Array.from(Buffer.from(sum, 'latin1')), 2);
  await sleep(aWhile);
  await manager.lock();
  await reader.start();
  await until(() => (namesOn(reader).includes('Ann') ? undefined : 'the reader to have the sum'));
}

function comesBack(owner: Device): void {
  owner.link.online = true;
  owner.link.cut();
}

test('a sum of older work that came without it is named, until somebody else of the team confirms it', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, manager, reader], world) => {
    await sumsUp([owner, manager, reader], world, 'Cem');
    expect(bookOf(reader).unconfirmed()).toEqual([manager.id]);
    comesBack(owner);
    await world.until(() => (bookOf(reader).unconfirmed().length === 0 ? undefined : 'it to be confirmed'));
    expect(bookOf(reader).doubts()).toEqual([]);

    // So it stays, also when more is summed up, and for whoever starts anew.
    for (const name of ['Dia', 'Eva', 'Fay', 'Gus', 'Hal', 'Ida']) await writes(owner, name);
    await world.until(() => (namesOn(reader).includes('Ida') ? undefined : 'all to come'));
    await reader.lock();
    await reader.start();
    await reader.openAll();
    expect(bookOf(reader).unconfirmed()).toEqual([]);
    expect(namesOn(reader).toSorted()).toEqual(namesOn(owner).toSorted());
  });
});

test('a sum that says something else is found out by what others have, and leaves the book when it is confirmed', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, manager, reader], world) => {
    await sumsUp([owner, manager, reader], world, 'Mud');
    expect(bookOf(reader).unconfirmed()).toEqual([manager.id]);
    comesBack(owner);
    const isNamedOn = (device: Device): boolean =>
      bookOf(device)
        .doubts()
        .some(({ kind, deviceId }) => kind === 'disproved' && deviceId === manager.id);
    await world.until(() => (isNamedOn(owner) && isNamedOn(reader) ? undefined : 'it to be found out'));
    // Until the owner’s device has confirmed what the manager’s own program has summed up meanwhile.
    await world.sleep(60_000);
    expect(namesOn(reader)).toContain('Cem');
    expect(namesOn(reader)).not.toContain('Mud');
    await reader.session.library.save();
    await reader.lock();
    await reader.start();
    await reader.openAll();
    expect(namesOn(reader)).toContain('Cem');
    expect(namesOn(reader)).not.toContain('Mud');
    expect(isNamedOn(reader)).toBe(true);
  });
});

async function sumsOn(device: Device): Promise<StatementName[]> {
  const { room, outer } = bookOf(device);
  const cipher = createBookCipher(device.session.keyring, { name: 'people', room });
  const opened = await cipher.open(outer.getArray<Uint8Array>(envelopesKey).toArray());
  return opened.flatMap((one) => {
    if (!one.ok || one.value.statement.level === 0) return [];
    const { device: author, counter } = one.value.statement;
    return [{ device: author, counter, hash: one.value.hash }];
  });
}

const losses = {
  'may only read': ({ team }: Session, memberId: string) =>
    team.setAccess(memberId, { ...presets.manager, people: 'read' }),
  'was taken out': ({ team }: Session, memberId: string) => team.removeMember(memberId),
};

test.each(Object.entries(losses))(
  'who %s confirms no sum, also where a relay in league with them passes that on',
  async (_name, lose) => {
    await withTeam(['owner', 'manager', 'manager', 'manager'], async (team, world) => {
      const [owner, manager, reader, helper] = team;
      expect(await owner.ask((session) => lose(session, helper.memberId))).toMatchObject({ ok: true });
      await world.sleep(aWhile);
      await sumsUp([owner, manager, reader], world, 'Mud');
      expect(bookOf(reader).unconfirmed()).toEqual([manager.id]);
      const rogue = await rogueIn(helper, 'people');
      await rogue.confirm(await sumsOn(reader));
      Y.applyUpdate(bookOf(reader).outer, Y.encodeStateAsUpdate(bookOf(helper).outer), 'relay');
      await world.sleep(aWhile);
      expect(bookOf(reader).unconfirmed()).toEqual([manager.id]);
    });
  },
);

test('a second sum on top of one that nobody has confirmed is not held against its author, since it leaves out what the first one says', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, manager, reader], world) => {
    const long = 'A name so long that what follows is little beside it. '.repeat(3);
    for (let each = 0; each < 40; each++) {
      await writes(owner, `${long}${each}`);
      await world.sleep(100);
    }
    await owner.session.library.tidy();
    await world.sleep(aWhile);
    // From then on it sums up what is new since the owner's sum.
    await manager.lock();
    await manager.start();
    await manager.openAll();
    await writes(manager, 'Seen as it was written');
    await sees(world, reader, 'Seen as it was written');
    owner.link.online = false;
    owner.link.cut();
    const names = ['Seen as it was written'];
    for (const round of ['first', 'second']) {
      reader.link.online = false;
      reader.link.cut();
      for (let each = 0; each < 6; each++) names.push(`The ${round} sum’s ${each}`);
      for (const name of names.slice(-6)) await writes(manager, name);
      await manager.session.library.tidy();
      await world.sleep(aWhile);
      reader.link.online = true;
      await sees(world, reader, names.at(-1)!);
    }
    await world.sleep(aWhile);
    expect(bookOf(reader).unconfirmed()).toEqual([manager.id, manager.id]);
    expect(bookOf(reader).doubts()).toEqual([]);
    await reader.session.library.save();
    reader.link.online = false;
    reader.kill();
    await reader.start();
    await reader.openAll();
    expect(namesOn(reader)).toEqual(expect.arrayContaining(names));
  });
});

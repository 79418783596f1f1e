import '../fakes.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { isDone } from '../actions.ts';
import { rogueIn } from '../adversary/rogue.ts';
import type { Device } from '../device.ts';
import { namesOn, sees, withTeam, writes } from '../small-world.ts';

/** What a relay in league with the writer would pass on. */
function smuggle(from: Device, to: Device): void {
  const people = (device: Device) => device.session.library.bookNamed('people')!.outer;
  Y.applyUpdate(people(to), Y.encodeStateAsUpdate(people(from)), 'smuggled');
}

/** Gives a contact another name. */
async function renames(device: Device, before: string, name: string): Promise<void> {
  const contact = [...device.session.library.all('contacts')].find((one) => one.name === before)!;
  const done = await device.run('contact.update', { id: contact.id, fields: { name } });
  if (!isDone(done)) throw new Error(`${device.name} could not rename ${before}`);
}

/** What the audit log of a device says of another one. */
const linesOf = (device: Device, author: Device): string[] =>
  [...device.session.library.all('audit')]
    .filter(({ deviceId }) => deviceId === author.id)
    .map(({ id }) => id)
    .toSorted();

test('what a removed device has written since does not count after a restart either, when a full disk kept the removal from being finished', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, kept, outcast], { until }) => {
    await writes(outcast, 'Written in time');
    await until(() => (namesOn(kept).includes('Written in time') ? undefined : 'the work to arrive'));
    await kept.session.library.save();

    kept.disk.fullAfterKeys = true;
    expect(await owner.ask(({ team }) => team.removeMember(outcast.memberId))).toMatchObject({ ok: true });
    // On disk, and in use: what comes between the two came before this device knew.
    const knows = (): boolean =>
      kept.session.keyring.roster.record.devices.every(({ id }) => id !== outcast.id);
    await until(() => (kept.disk.full && knows() ? undefined : 'the removal to be known'));
    await writes(outcast, 'Written too late');
    kept.link.online = false;
    kept.link.cut();
    smuggle(outcast, kept);
    kept.disk.full = false;
    kept.disk.fullAfterKeys = false;
    expect(await kept.session.library.save()).toMatchObject({ ok: true });

    for (let start = 1; start <= 2; start++) {
      kept.kill();
      await kept.start();
      expect(namesOn(kept), `after start ${start}`).toContain('Written in time');
      expect(namesOn(kept), `after start ${start}`).not.toContain('Written too late');
    }
    kept.link.online = true;
    const isSealed = (): boolean => {
      const { sealedEpoch, epoch } = kept.session.keyring.keybag;
      return sealedEpoch === epoch;
    };
    await until(() => (isSealed() ? undefined : 'the end of it'));
    await writes(kept, 'Written afterwards');
    await until(() => (namesOn(owner).includes('Written afterwards') ? undefined : 'the owner'));
    expect(namesOn(owner)).not.toContain('Written too late');
  });
});

test('work that the owner never saw ends with its author, and what a colleague has built on it stays', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, kept, outcast], world) => {
    await writes(outcast, 'Written in time');
    for (const device of [owner, kept]) await sees(world, device, 'Written in time');
    for (const device of [outcast, kept]) {
      device.link.online = false;
      device.link.cut();
    }
    await writes(outcast, 'Seen by a colleague only');
    await renames(outcast, 'Written in time', 'The last that the colleague saw');
    smuggle(outcast, kept);
    await sees(world, kept, 'Seen by a colleague only');
    await renames(kept, 'Seen by a colleague only', 'Renamed by a colleague');
    await renames(kept, 'The last that the colleague saw', 'Corrected by a colleague');
    await writes(kept, 'Written on top of it');
    // What the one writes over it who goes takes nothing of the colleague's along.
    smuggle(kept, outcast);
    await sees(world, outcast, 'Corrected by a colleague');
    await renames(outcast, 'Corrected by a colleague', 'Spoiled at last');
    smuggle(outcast, kept);
    await sees(world, kept, 'Spoiled at last');
    await kept.session.library.save();

    expect(await owner.ask(({ team }) => team.removeMember(outcast.memberId))).toMatchObject({ ok: true });
    kept.link.online = true;
    const log = linesOf(kept, kept);
    for (let start = 0; start <= 1; start++) {
      for (const device of [owner, kept]) {
        await sees(world, device, 'Written on top of it');
        await sees(world, device, 'Corrected by a colleague');
        await world.until(() =>
          namesOn(device).some((name) => /only|Renamed|last/u.test(name)) ? 'the end' : undefined,
        );
        expect(linesOf(device, kept), `${device.name}, start ${start}`).toEqual(expect.arrayContaining(log));
        expect(namesOn(device).toSorted(), `${device.name}, start ${start}`).toEqual(
          namesOn(owner).toSorted(),
        );
      }
      kept.kill();
      await kept.start();
    }
    for (const { session } of [owner, kept])
      expect(session.library.books.flatMap((book) => [...book.doubts(), ...book.gaps()])).toEqual([]);
    await writes(kept, 'Goes on');
    await sees(world, owner, 'Goes on');
  });
});

test('what a colleague writes who may not any more counts for nobody; what they wrote before stays, and counts again with the right', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, kept, colleague], world) => {
    await writes(colleague, 'Written in time');
    for (const device of [owner, kept]) await sees(world, device, 'Written in time');
    colleague.link.online = false;
    colleague.link.cut();
    await writes(colleague, 'Not seen by the owner');
    const { people: _right, ...rest } = presets.manager;
    expectOk(await owner.session.team.setAccess(colleague.memberId, { ...rest, people: 'read' }));
    smuggle(colleague, kept);
    colleague.link.online = true;
    await world.until(() =>
      namesOn(colleague).length === namesOn(owner).length ? undefined : 'the end of it',
    );
    for (let start = 0; start <= 1; start++) {
      for (const device of [owner, kept, colleague]) {
        expect(namesOn(device), device.name).toContain('Written in time');
        expect(namesOn(device), device.name).not.toContain('Not seen by the owner');
      }
      kept.kill();
      await kept.start();
    }
    expect(isDone(await colleague.run('contact.create', { name: 'Refused' }))).toBe(false);

    expectOk(await owner.session.team.setAccess(colleague.memberId, presets.manager));
    const mayWrite = (): boolean => colleague.session.keyring.canWrite('people');
    await world.until(() => (mayWrite() ? undefined : 'the right to come back'));
    await writes(colleague, 'With the right');
    for (const device of [owner, kept]) await sees(world, device, 'With the right');
    await sees(world, owner, 'Not seen by the owner');
  });
});

test.each([[[]], [['Written too late']]])(
  'a sum that the owner never saw takes nothing along of a colleague who has forgotten what it stands for, with late work in it: %j',
  async (late) => {
    await withTeam(['owner', 'manager', 'manager'], async ([owner, kept, outcast], world) => {
      await writes(outcast, 'Written in time');
      await writes(owner, 'Written by the owner');
      for (const device of [owner, kept]) {
        await sees(world, device, 'Written in time');
        await sees(world, device, 'Written by the owner');
      }
      for (const device of [outcast, kept]) {
        device.link.online = false;
        device.link.cut();
      }
      await writes(kept, 'Not seen by the owner');
      smuggle(kept, outcast);
      await sees(world, outcast, 'Not seen by the owner');
      for (const name of late) await writes(outcast, name);
      smuggle(outcast, kept);
      for (const name of late) await sees(world, kept, name);
      const rogue = await rogueIn(outcast, 'people');
      await rogue.write(Y.encodeStateAsUpdateV2(rogue.inner), 2);
      smuggle(outcast, kept);
      await world.sleep(1000);
      await kept.session.library.save();

      expect(await owner.ask(({ team }) => team.removeMember(outcast.memberId))).toMatchObject({ ok: true });
      kept.link.online = true;
      for (let start = 0; start <= 1; start++) {
        for (const device of [owner, kept]) {
          for (const name of ['Written in time', 'Written by the owner', 'Not seen by the owner'])
            await sees(world, device, name);
          expect(namesOn(device), device.name).not.toContain('Written too late');
        }
        kept.kill();
        await kept.start();
      }
      const isQuiet = ({ session }: Device): boolean =>
        session.library.books.every((book) => [...book.doubts(), ...book.gaps()].length === 0);
      await world.until(() => ([owner, kept].every(isQuiet) ? undefined : 'nothing to be in doubt'));
    });
  },
);

test('an owner takes over, as their own work, what a removed device has written too late, or leaves it out', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, kept, outcast], world) => {
    await writes(outcast, 'Written in time');
    for (const device of [owner, kept]) await sees(world, device, 'Written in time');
    outcast.link.online = false;
    outcast.link.cut();
    expect(await owner.ask(({ team }) => team.removeMember(outcast.memberId))).toMatchObject({ ok: true });
    await writes(outcast, 'Wanted all the same');
    await writes(outcast, 'Nobody wants it');
    await renames(outcast, 'Written in time', 'Renamed too late');
    smuggle(outcast, owner);
    const late = async () => expectOk(await owner.session.team.lateWork())[0];
    await world.until(async () => ((await late()) === undefined ? 'the late work' : undefined));
    const shown = (await late())!;
    expect(shown).toMatchObject({ id: outcast.id, isMember: false });
    const keyOf = (name: string): string => shown.records.find((each) => each.name === name)!.key;
    expect(shown.records.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Wanted all the same', 'Nobody wants it', 'Renamed too late']),
    );
    const deviceId = outcast.id;
    const settle = (keys: string[], takesOver: boolean) =>
      owner.session.team.settleLateWork({ deviceId, keys, takesOver });
    expectOk(await settle([keyOf('Wanted all the same'), keyOf('Renamed too late')], true));
    expectOk(await settle([keyOf('Nobody wants it')], false));
    for (const name of ['Wanted all the same', 'Renamed too late']) await sees(world, kept, name);
    expect((await late())?.records.map(({ name }) => name) ?? []).not.toEqual(
      expect.arrayContaining(['Nobody wants it']),
    );
    for (const device of [owner, kept]) {
      expect(namesOn(device)).not.toContain('Nobody wants it');
      const taken = [...device.session.library.all('contacts')].find(
        ({ name }) => name === 'Wanted all the same',
      );
      const writers = device.session.library.writersOf('contacts', taken!.id);
      expect(writers.map((writer) => writer.deviceId)).toEqual([owner.id]);
    }
    expect(expectOk(await kept.session.team.lateWork())).toEqual([]);
    expect(await kept.session.team.settleLateWork({ deviceId, keys: [], takesOver: true })).toMatchObject({
      error: { code: 'team.not-owner' },
    });
  });
});

test('what a removed device has written too late in a closed year is shown to an owner too, until they have decided', async () => {
  await withTeam(
    ['owner', 'manager', 'manager'],
    async ([owner, kept, outcast], world) => {
      const isOldWork = (name: string): boolean => name.startsWith('work-');
      const name = [...owner.session.library.closedBooks.keys()].find(isOldWork)!;
      const start = Date.UTC(Number(name.split('-')[1]), 5, 1, 9);
      outcast.link.online = false;
      outcast.link.cut();
      expect(await owner.ask(({ team }) => team.removeMember(outcast.memberId))).toMatchObject({ ok: true });
      const time = { start, end: start + 3_600_000 };
      const late = { kind: 'block', title: 'Put there later', time, staffId: null } as const;
      expect(isDone(await outcast.run('timeBlock.create', late))).toBe(true);
      await outcast.session.library.save();

      // It comes by a colleague who has the year open; the owner's device only keeps it in step.
      await kept.session.archive.openNewestClosed('work');
      const outer = (device: Device) => device.session.library.bookNamed(name)!.outer;
      Y.applyUpdate(outer(kept), Y.encodeStateAsUpdate(outer(outcast)), 'smuggled');
      const shown = async () => expectOk(await owner.session.team.lateWork());
      await world.until(async () => ((await shown()).length === 0 ? 'the late work' : undefined));
      const [found] = await shown();
      expect(found).toMatchObject({ id: outcast.id, records: [{ collection: 'timeBlocks' }] });

      const keys = found!.records.map(({ key }) => key);
      expectOk(await owner.session.team.settleLateWork({ deviceId: outcast.id, keys, takesOver: true }));
      expect(await shown()).toEqual([]);
      const titles = [...owner.session.library.all('timeBlocks')].map(({ title }) => title);
      expect(titles).toContain('Put there later');
    },
    { isOld: true },
  );
});

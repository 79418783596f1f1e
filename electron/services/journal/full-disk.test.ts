import { cpSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { expectOk, ok } from '#shared/lib/result.ts';
import { makeSmallDisk, noSmallDisk } from '#tests/small-disk.ts';
import { sizeOf } from './database.ts';
import { createJournalHandle } from './journal-handle.ts';
import { countRows } from './reading.ts';
import { createJournalService } from './service.ts';
import { makeTestFolder, sequencesIn, write } from './testing/folder.ts';
import { asWrite, makeRow } from './testing/rows.ts';
import { tidyRows } from './tidying.ts';
import { writeAll } from './writing.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

test('when there is room again, writing goes on where it was refused, without a restart', async () => {
  const place = makeTestFolder();
  const handle = createJournalHandle(place);
  ends.push(
    () => place.remove(),
    () => handle.close(),
  );
  const add = (sequence: number, size: number) => {
    const { head, bytes } = makeRow(sequence, size, { part: sequence });
    return handle.use((journal) => writeAll(journal, [{ rows: [head], pieces: [bytes] }])[0]!);
  };
  const limit = (pages: number) =>
    handle.use((journal) => ok(journal.database.exec(`PRAGMA max_page_count = ${pages}`)));
  expectOk(add(1, 20_000));
  limit(12);
  expect(add(2, 200_000)).toMatchObject({ error: { code: 'journal.full' } });
  expect(add(3, 300_000)).toMatchObject({ error: { code: 'journal.full' } });
  expectOk(add(4, 1000));
  expectOk(await tidyRows(handle.use, 0));
  // Nothing is torn by a write that was refused, whenever the computer then loses power.
  const copy = place.copy();
  ends.push(() => copy.remove());
  const found = copy.open();
  expect([found.found, ...sequencesIn(found.journal)]).toEqual(['whole', 1, 4]);
  limit(1_000_000);
  expectOk(add(2, 200_000));
  expectOk(add(3, 300_000));
  expect(handle.use((journal) => ok(sequencesIn(journal)))).toEqual(ok([1, 2, 3, 4]));
});

if (noSmallDisk !== undefined) console.error(`No real disk is filled here: ${noSmallDisk}.`);

describe.skipIf(noSmallDisk !== undefined)('on a real disk that is full', () => {
  const MiB = 1024 * 1024;

  function smallDisk(bytes: number) {
    const disk = makeSmallDisk(bytes);
    ends.push(() => disk.remove());
    return disk;
  }

  function startOn(folder: string) {
    const service = createJournalService({
      folder: `${folder}/journal`,
      thread: new URL('thread.ts', import.meta.url),
      mayWrite: async () => ok(),
    });
    ends.push(() => service.close());
    return service;
  }

  function copyOf(profile: string) {
    const copy = makeTestFolder();
    ends.push(() => copy.remove());
    cpSync(`${profile}/journal`, copy.folder, { recursive: true });
    return copy;
  }

  const row = (sequence: number, size = 5000) => makeRow(sequence, size, { part: sequence });

  test('nothing acknowledged is lost, and it goes on when there is space, and after a restart', async () => {
    const disk = smallDisk(24 * MiB);
    const first = startOn(disk.folder);
    const { calls } = first;
    const written: number[] = [];
    const write = async (...sequences: number[]) => {
      const answers = await Promise.all(
        sequences.map((one) => calls['journal.write'](asWrite(row(one, 1000 + ((one * 977) % 30_000))))),
      );
      for (const [index, answer] of answers.entries()) if (answer.ok) written.push(sequences[index]!);
      return answers.map((answer) => (answer.ok ? 'written' : answer.error.code));
    };
    let next = 1;
    const some = () => Array.from({ length: 7 }, () => next++);
    for (let round = 0; round < 3; round++) {
      for (let times = 0; times < 20; times++) await write(...some());
      disk.fill();
      // The log has some pages of its own to go on with.
      let codes = await write(...some());
      while (codes.every((code) => code === 'written')) codes = await write(...some());
      expect(codes).toContain('journal.full');
      expect(['written', 'journal.full']).toEqual(expect.arrayContaining(codes));
      // Reading works.
      const listed = expectOk(await calls['journal.list']({ after: 0 })).rows;
      expect(listed.map(({ sequence }) => sequence)).toEqual(written.toSorted((a, b) => a - b));
      expect(expectOk(await calls['journal.check']({})).damaged).toEqual([]);
      // Nothing is torn by what was refused, should the computer lose power now.
      const copy = copyOf(disk.folder);
      const found = copy.open();
      expect([found.found, sequencesIn(found.journal)]).toEqual(['whole', written.toSorted((a, b) => a - b)]);
      disk.free();
      expect(await write(next++)).toEqual(['written']);
    }
    await first.close();
    const second = startOn(disk.folder);
    expect(expectOk(await second.calls['journal.open']({}))).toMatchObject({
      found: 'whole',
      rows: written.length,
    });
  });

  test('a journal can be opened and read, but not begun', async () => {
    const disk = smallDisk(4 * MiB);
    const first = startOn(disk.folder);
    expectOk(await first.calls['journal.write'](asWrite(row(1))));
    await first.close();
    disk.fill();
    const second = startOn(disk.folder);
    expect(expectOk(await second.calls['journal.open']({}))).toMatchObject({ found: 'whole', rows: 1 });
    const refused = await second.calls['journal.write'](asWrite(row(2)));
    expect(refused).toEqual({
      ok: false,
      error: {
        code: 'journal.full',
        message: expect.stringContaining('could not be written to this computer’s disk'),
        remedy: 'Free some space. Plumbline goes on by itself.',
      },
    });
    const other = startOn(`${disk.folder}/other`);
    const begun = await other.calls['journal.open']({});
    expect(begun).toMatchObject({ error: { code: 'journal.full' } });
    disk.free();
    expectOk(await second.calls['journal.write'](asWrite(row(2))));
    expect(expectOk(await other.calls['journal.open']({})).found).toBe('new');
  });

  test('a damaged journal stays as it is until there is room to mend it', () => {
    const disk = smallDisk(8 * MiB);
    const place = makeTestFolder(disk.folder);
    const { journal } = place.open();
    write(journal, ...Array.from({ length: 300 }, (_, index) => row(index + 1)));
    journal.database.close();
    truncateSync(place.file, sizeOf(place.file) - 8192);
    const before = readFileSync(place.file);
    disk.fill(1 * MiB);
    const handle = createJournalHandle(place);
    ends.push(() => handle.close());
    const count = () => handle.use((open) => ok(countRows(open).rows));
    expect(count()).toMatchObject({ error: { code: 'journal.full' } });
    expect(readFileSync(place.file).equals(before)).toBe(true);
    expect(readdirSync(place.folder)).toEqual(['journal.sqlite']);
    disk.free();
    expect(expectOk(count())).toBeGreaterThan(290);
    expect(handle.found()).toBe('damaged');
  });
});

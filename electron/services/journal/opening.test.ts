import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { expectOk, ok } from '#shared/lib/result.ts';
import { turnLog, turnLongLog } from './database.ts';
import { createJournalHandle } from './journal-handle.ts';
import { lookAtLog } from './log.ts';
import { openJournal } from './opening.ts';
import { checkRows } from './checking.ts';
import { countRows } from './reading.ts';
import { pageBytes, schemaVersion } from './schema.ts';
import { makeTestFolder, sequencesIn, type TestFolder, write } from './testing/folder.ts';
import { makeRow } from './testing/rows.ts';
import { damaged } from './words.ts';

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end();
});

function kept<T extends TestFolder>(folder: T): T {
  ends.push(() => folder.remove());
  return folder;
}
const newFolder = () => kept(makeTestFolder());

/** Overwrites a part of a file. */
function scribble(file: string, offset: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, offset);
  closeSync(handle);
}

const setAside = ({ folder }: TestFolder) =>
  readdirSync(folder).filter((name) => name.startsWith('journal-damaged-'));

describe('at a start', () => {
  test('the journal is new once, and whole after it was ended or killed', () => {
    const place = newFolder();
    const first = place.open();
    expect(first.found).toBe('new');
    expect(place.copy().open().found).toBe('whole');
    write(first.journal, makeRow(1, 'x'));
    const killed = kept(place.copy()).open();
    expect([killed.found, ...sequencesIn(killed.journal)]).toEqual(['whole', 1]);
    first.journal.database.close();
    const ended = place.open();
    expect([ended.found, ...sequencesIn(ended.journal)]).toEqual(['whole', 1]);
  });

  test('a log that should be there and is not is noticed, at any time after the journal was opened', () => {
    const place = newFolder();
    const { journal } = place.open();
    const withoutLog = () => {
      const copy = kept(place.copy());
      rmSync(copy.log);
      const { found, journal } = copy.open();
      return [found, ...sequencesIn(journal)];
    };
    expect(withoutLog()).toEqual(['cut']);
    write(journal, makeRow(1, 'x'));
    expect(withoutLog()).toEqual(['cut']);
    turnLog(journal);
    expect(withoutLog()).toEqual(['cut', 1]);
    const copy = kept(place.copy());
    truncateSync(copy.log);
    expect(copy.open().found).toBe('cut');
    copy.remove();
    journal.database.close();
    const again = place.open();
    expect(again.found).toBe('whole');
    expect(withoutLog()).toEqual(['cut', 1]);
  });

  test('a log that has just been turned is no cut one', () => {
    const place = newFolder();
    const { journal } = place.open();
    for (let sequence = 1; sequence < 9; sequence++) write(journal, makeRow(sequence, 3000));
    const before = readFileSync(place.log);
    turnLog(journal);
    const copy = kept(place.copy());
    // The head of the new log was written, over that of the old one, and nothing else yet.
    writeFileSync(copy.log, Buffer.concat([readFileSync(place.log).subarray(0, 32), before.subarray(32)]));
    expect(lookAtLog(copy.log)).toBe('turned');
    expect(copy.open().found).toBe('whole');
  });

  test('one that a newer version has made is left as it is', () => {
    const place = newFolder();
    place.open().journal.database.close();
    const database = new DatabaseSync(place.file);
    database.exec(`PRAGMA user_version = ${schemaVersion + 1}; CREATE TABLE later (x)`);
    database.close();
    const before = [readFileSync(place.file), statSync(place.file).mtimeMs, readdirSync(place.folder)];
    expect(openJournal(place.folder)).toMatchObject({ error: { code: 'journal.newer' } });
    expect([readFileSync(place.file), statSync(place.file).mtimeMs, readdirSync(place.folder)]).toEqual(
      before,
    );
  });
});

describe('a damaged journal', () => {
  const rows = Array.from({ length: 400 }, (_, index) =>
    makeRow(index + 1, 2500, { key: `room${index % 3}` }),
  );

  function filled(): TestFolder {
    const place = newFolder();
    const { journal } = place.open();
    write(journal, ...rows);
    journal.database.close();
    return place;
  }

  test('that is no database is put aside, and a new one begins; of those put aside, one is kept', () => {
    const place = filled();
    for (const text of ['no database', 'again '.repeat(5000)]) {
      writeFileSync(place.file, text);
      const { found, journal } = place.open();
      expect(found).toBe('damaged');
      const [aside, ...more] = setAside(place);
      expect(more).toEqual([]);
      expect(readFileSync(path.join(place.folder, aside!), 'utf8')).toBe(text);
      write(journal, ...rows);
      journal.database.close();
    }
  });

  test('that is another program’s database is put aside too', () => {
    for (const sql of ['PRAGMA user_version = 0', 'DROP TABLE meta', 'DROP TABLE rows']) {
      const place = filled();
      const database = new DatabaseSync(place.file);
      database.exec(sql);
      database.close();
      const handle = createJournalHandle(place);
      ends.push(() => handle.close());
      const count = () => handle.use((journal) => ok(countRows(journal).rows));
      // Where a table is missing, that comes to light at the first use.
      const [first, second] = [count(), count()];
      expect(first).toEqual(sql === 'DROP TABLE rows' ? damaged : second);
      expect([handle.found(), setAside(place).length]).toEqual(['damaged', 1]);
    }
  });

  /** Opens it, reads everything, and opens it again, as it is in doubt then. */
  async function meetDamage({ folder }: TestFolder) {
    const handle = createJournalHandle({ folder });
    ends.push(() => handle.close());
    expect(await checkRows(handle.use)).toMatchObject({ error: { code: 'journal.damaged' } });
    const rows = expectOk(handle.use((journal) => ok(sequencesIn(journal))));
    expect(handle.found()).toBe('damaged');
    expect(await checkRows(handle.use)).toMatchObject({ value: { rows: rows.length, damaged: [] } });
    return { rows, last: expectOk(handle.use((journal) => ok(countRows(journal).last))) };
  }

  test('gives back what lies outside of damaged pages, and the highest sequence it had', async () => {
    const place = filled();
    const bytes = readFileSync(place.file);
    for (const row of [rows[100]!, rows[399]!]) {
      const page = Math.floor(bytes.indexOf(row.bytes.subarray(0, 500)) / pageBytes);
      scribble(place.file, page * pageBytes, new Uint8Array(pageBytes).fill(0xa5));
    }
    const found = await meetDamage(place);
    // A page has three of these rows.
    expect(found.rows.length).toBeGreaterThanOrEqual(400 - 6);
    expect(found.rows.length).toBeLessThan(400);
    expect(found.last).toBe(400);
  });

  test('gives back every row where only what points to the rows is damaged', async () => {
    const place = filled();
    const bytes = readFileSync(place.file);
    for (let offset = pageBytes; offset < bytes.length; offset += pageBytes)
      // Leaves of an index, by SQLite's file format.
      if (bytes[offset] === 0x0a) scribble(place.file, offset + 8, new Uint8Array(2000).fill(0xa5));
    const opened = createJournalHandle(place);
    expect(opened.use((journal) => ok(countRows(journal)))).toMatchObject({
      error: { code: 'journal.damaged' },
    });
    expect(opened.use((journal) => ok(countRows(journal)))).toMatchObject({
      value: { rows: 400, last: 400 },
    });
    expect(opened.found()).toBe('damaged');
    opened.close();
  });

  test('of which the beginning or the end is missing gives back the rest', () => {
    for (const damage of [
      (file: string) => scribble(file, 0, new Uint8Array(pageBytes)),
      (file: string) => truncateSync(file, pageBytes * 100),
    ]) {
      const place = filled();
      damage(place.file);
      const before = readFileSync(place.file);
      const { found, journal } = place.open();
      expect(found).toBe('damaged');
      expect(sequencesIn(journal).length).toBeGreaterThan(250);
      expect(readFileSync(path.join(place.folder, setAside(place)[0]!)).equals(before)).toBe(true);
    }
  });

  test('whose log’s head is gone is begun anew from what the file held before it', () => {
    const place = newFolder();
    const { journal } = place.open();
    write(journal, ...rows.slice(0, 10));
    turnLog(journal);
    write(journal, ...rows.slice(10, 20));
    const copy = kept(place.copy());
    scribble(copy.log, 0, new Uint8Array(32));
    const mended = copy.open();
    expect(mended.found).toBe('damaged');
    expect(sequencesIn(mended.journal)).toEqual(rows.slice(0, 10).map(({ head }) => head.sequence));
    expect(setAside(copy).length).toBe(1);
  });

  test('whose file is gone while its log is there is not called a new one', () => {
    const place = newFolder();
    write(place.open().journal, makeRow(1, 'x'));
    const copy = kept(place.copy());
    rmSync(copy.file);
    expect(copy.open().found).toBe('damaged');
  });

  test('whose mending was interrupted at its last step is found mended', () => {
    const place = filled();
    renameSync(place.file, path.join(place.folder, 'journal-mended.sqlite'));
    writeFileSync(path.join(place.folder, 'journal-damaged-20261128T120000000.sqlite'), 'what was put aside');
    const { found, journal } = place.open();
    expect(found).toBe('damaged');
    expect(sequencesIn(journal).length).toBe(400);
    expect(setAside(place).length).toBe(1);
  });
});

describe('a power cut', () => {
  const damages = fc.oneof(
    fc.record({ how: fc.constant('cut' as const), bytes: fc.integer({ min: 1, max: 8000 }) }),
    fc.record({ how: fc.constant('zeroed' as const), bytes: fc.integer({ min: 1, max: 8000 }) }),
    fc.record({ how: fc.constant('grown' as const), bytes: fc.integer({ min: 1, max: 8000 }) }),
    fc.record({ how: fc.constant('hole' as const), bytes: fc.integer({ min: 0, max: 40_000 }) }),
    fc.record({ how: fc.constant('gone' as const), bytes: fc.constant(0) }),
  );
  const commits = fc.array(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 6000 }), fc.constant(700_000)), {
      minLength: 1,
      maxLength: 4,
    }),
    { minLength: 1, maxLength: 12 },
  );

  test('leaves what was written up to some commit, and nothing that is lost is called whole', () => {
    let lost = 0;
    fc.assert(
      fc.property(commits, damages, (groups, damage) => {
        const place = makeTestFolder();
        const states = writeGroups(place, groups);
        const copy = place.copy();
        damageLog(copy.log, damage);
        const { found, journal } = copy.open();
        const there = sequencesIn(journal);
        expect(states).toContainEqual(there);
        const isComplete = there.join() === states.at(-1)!.join();
        if (!isComplete) lost++;
        expect(isComplete || found === 'cut' || found === 'damaged').toBe(true);
        // It goes on from there, and is whole again.
        write(journal, makeRow(1000, 'more'));
        const next = copy.copy();
        const again = next.open();
        expect([again.found, sequencesIn(again.journal)]).toEqual(['whole', [...there, 1000]]);
        for (const folder of [next, copy, place]) folder.remove();
      }),
      { numRuns: 60 },
    );
    expect(lost).toBeGreaterThan(10);
  });

  /** What was there after each commit. Every third row stands for those of its key before it. */
  function writeGroups(place: TestFolder, groups: number[][]): number[][] {
    const { journal } = place.open();
    let sequence = 0;
    const states = [sequencesIn(journal)];
    for (const group of groups) {
      const rows = group.map((bytes) => {
        sequence++;
        const replaces = sequence % 3 === 0 ? sequence - 1 : 0;
        return makeRow(sequence, bytes, { key: `room${sequence % 2}`, replaces });
      });
      write(journal, ...rows);
      turnLongLog(journal);
      states.push(sequencesIn(journal));
    }
    return states;
  }

  function damageLog(log: string, { how, bytes }: { how: string; bytes: number }): void {
    const { size } = statSync(log);
    const zeros = new Uint8Array(Math.min(bytes, size));
    if (how === 'gone') rmSync(log);
    if (how === 'cut') truncateSync(log, size - zeros.length);
    if (how === 'zeroed') scribble(log, size - zeros.length, zeros);
    if (how === 'grown') truncateSync(log, size + bytes);
    if (how === 'hole') scribble(log, Math.max(0, size - bytes), new Uint8Array(Math.min(100, zeros.length)));
  }
});

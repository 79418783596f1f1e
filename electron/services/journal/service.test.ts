import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { bridgeContract, bridgePieceBytes } from '#shared/bridge/contract.ts';
import { concat } from '#shared/lib/bytes.ts';
import { expectOk, ok, problem, type Result } from '#shared/lib/result.ts';
import { createJournalService } from './service.ts';
import { asWrite, digestOf, makeRemoval, makeRow, namesOf, type TestRow } from './testing/rows.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const thread = new URL('thread.ts', import.meta.url);

function newFolder(): string {
  const profile = mkdtempSync(path.join(tmpdir(), 'plumbline-journal-'));
  ends.push(() => rmSync(profile, { recursive: true, force: true }));
  return path.join(profile, 'journal');
}

function start(folder = newFolder(), more: { thread?: URL; mayWrite?(): Promise<Result<void>> } = {}) {
  const service = createJournalService({ folder, thread, mayWrite: async () => ok(), ...more });
  ends.push(() => service.close());
  const { calls } = service;
  return {
    folder,
    file: path.join(folder, 'journal.sqlite'),
    ...service,
    write: (...rows: TestRow[]) => calls['journal.write'](asWrite(...rows)),
    state: async () => expectOk(await calls['journal.open']({})),
    list: async (after = 0) => expectOk(await calls['journal.list']({ after })).rows,
    async read(sequence: number, length: number) {
      let bytes = new Uint8Array();
      while (bytes.length < length) {
        const rest = { sequence, offset: bytes.length, length: length - bytes.length };
        bytes = concat(bytes, expectOk(await calls['journal.read'](rest)).bytes);
      }
      return bytes;
    },
  };
}

describe('what is written', () => {
  test('is there after a restart, byte by byte', async () => {
    const first = start();
    expect(await first.state()).toMatchObject({ rows: 0, size: 0, last: 0, names: namesOf(), found: 'new' });
    const rows = [
      makeRow(1, 'one'),
      makeRow(2, 20_000, { part: 4, about: '{"team":2}' }),
      makeRemoval(7, 'a'),
    ];
    expect(await first.write(...rows)).toEqual(ok({}));
    const { era } = await first.state();
    await first.close();

    const second = start(first.folder);
    expect(await second.state()).toEqual({
      era,
      rows: 3,
      size: 20_003,
      last: 7,
      names: namesOf(1, 2, 7),
      found: 'whole',
    });
    expect(await second.list()).toEqual(rows.map(({ head }) => head));
    expect(await second.list(2)).toEqual([rows[2]!.head]);
    expect(await second.read(1, 20_003)).toEqual(asWrite(...rows).bytes);
  });

  test('may be larger than what the bridge carries at once, and is read in pieces over the rows’ borders', async () => {
    const { calls, write, read } = start();
    const large = makeRow(5, 2 * bridgePieceBytes + 1000);
    const [a, b] = [bridgePieceBytes, 2 * bridgePieceBytes];
    const name = 'write-0001';
    for (const [from, to] of [
      [0, a],
      [a, b],
    ] as const)
      expectOk(
        await calls['journal.stage']({ write: name, offset: from, bytes: large.bytes.subarray(from, to) }),
      );
    expectOk(
      await calls['journal.write']({ rows: [large.head], write: name, bytes: large.bytes.subarray(b) }),
    );
    expectOk(await write(makeRow(3, 'before'), makeRow(9, 'behind')));
    const all = Buffer.concat([Buffer.from('before'), large.bytes, Buffer.from('behind')]);
    expect(Buffer.from(await read(3, all.length)).equals(all)).toBe(true);
    const tail = await calls['journal.read']({ sequence: 5, offset: large.bytes.length - 3, length: 5000 });
    expect(expectOk(tail).bytes).toEqual(concat(large.bytes.subarray(-3), makeRow(9, 'behind').bytes));
    expect(expectOk(await calls['journal.read']({ sequence: 9, offset: 6, length: 9 })).bytes.length).toBe(0);
    expect(await calls['journal.read']({ sequence: 4, offset: 0, length: 9 })).toMatchObject({
      error: { code: 'journal.missing' },
    });
  });

  test('still belongs to who wrote it: its bytes may go elsewhere at the same time', async () => {
    const { write } = start();
    const row = makeRow(1, 'kept');
    const writing = write(row);
    expect(Buffer.from(row.bytes).toString()).toBe('kept');
    expectOk(await writing);
    expect(Buffer.from(row.bytes).toString()).toBe('kept');
  });

  test('is for the owner’s eyes alone', async () => {
    const { folder, file, write } = start();
    expectOk(await write(makeRow(1, 'x')));
    // Windows has no such modes: there, the profile lies in the owner's own folder.
    const guarded = process.platform === 'win32' ? [] : [folder, file, `${file}-wal`];
    expect(guarded.filter((name) => (statSync(name).mode & 0o077) !== 0)).toEqual([]);
  });

  test('costs few commits when much comes at once, and one that is wrong harms no other', async () => {
    const { write, file, state, list } = start();
    // All of them wait while the thread starts.
    const rows = Array.from({ length: 400 }, (_, index) => makeRow(index + 1, 100));
    rows[50]!.head.hash = rows[49]!.head.hash;
    rows[60]!.head.length--;
    rows[70]!.head.sequence = 1;
    const answers = await Promise.all(rows.map((row) => write(row)));
    const codes = answers.map((answer) => (answer.ok ? 'written' : answer.error.code));
    expect(codes[50]).toBe('journal.mismatch');
    expect(codes[60]).toBe('journal.mismatch');
    expect(codes[70]).toBe('journal.conflict');
    expect(codes.filter((code) => code === 'written').length).toBe(397);
    expect((await list()).length).toBe((await state()).rows);
    expect((await state()).rows).toBe(397);
    expect(commitsIn(readFileSync(`${file}-wal`))).toBeLessThan(10);
  });
});

/** Frames of SQLite's log that end a transaction. */
function commitsIn(log: Buffer): number {
  const frame = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let offset = 32; offset + frame <= log.length; offset += frame)
    if (log.readUInt32BE(offset + 4) > 0) commits++;
  return commits;
}

describe('a write that comes again', () => {
  test('is taken as written, also when something newer stands for it meanwhile', async () => {
    const { write, list } = start();
    const [old, newer] = [makeRow(1, 'old'), makeRow(2, 'newer', { replaces: 1 })];
    expectOk(await write(old));
    expectOk(await write(old));
    expectOk(await write(newer));
    expectOk(await write(old));
    expect(await list()).toEqual([newer.head]);
  });

  test('with other content is refused, and what is there stays', async () => {
    const { write, list } = start();
    const row = makeRow(1, '', { about: '{"a":1}' });
    expectOk(await write(row));
    for (const other of [makeRow(1, 'other'), makeRow(1, '', { about: '{"a":2}' })])
      expect(await write(makeRow(2, 'with it'), other)).toMatchObject({
        error: { code: 'journal.conflict' },
      });
    expect(await list()).toEqual([row.head]);
  });
});

describe('large writes that wait in memory', () => {
  const piece = (write: string, offset: number, bytes: string) => ({
    write,
    offset,
    bytes: new Uint8Array(Buffer.from(bytes)),
  });

  test('end with a piece out of order, and nothing of them is written', async () => {
    const { calls, list } = start();
    const stage = calls['journal.stage'];
    const { head } = makeRow(1, 'abcdef');
    expectOk(await stage(piece('write-0001', 0, 'abc')));
    expect(await stage(piece('write-0001', 2, 'cde'))).toMatchObject({
      error: { code: 'journal.out-of-order' },
    });
    const rest = { rows: [head], write: 'write-0001', bytes: new Uint8Array(Buffer.from('def')) };
    expect(await calls['journal.write'](rest)).toMatchObject({ error: { code: 'journal.mismatch' } });
    expect(await list()).toEqual([]);
    expect(await stage(piece('write-0002', 3, 'def'))).toMatchObject({
      error: { code: 'journal.out-of-order' },
    });
  });

  test('wait on where the disk has no room for them now', async () => {
    const full = problem('disk.full', 'Your disk is full.');
    let may: Result<void> = full;
    const { calls, list, file } = start(newFolder(), { mayWrite: async () => may });
    const { head } = makeRow(1, 'abcdef');
    expectOk(await calls['journal.stage'](piece('write-0001', 0, 'abc')));
    const rest = { rows: [head], write: 'write-0001', bytes: new Uint8Array(Buffer.from('def')) };
    expect(await calls['journal.write'](rest)).toEqual(full);
    expect(() => statSync(file)).toThrow('ENOENT');
    may = ok();
    expectOk(await calls['journal.write'](rest));
    expect(await list()).toEqual([head]);
  });

  test('are refused above what memory can hold', async () => {
    const { calls } = start();
    const stage = calls['journal.stage'];
    for (let index = 0; index < 16; index++) expectOk(await stage(piece(`write-00${index + 10}`, 0, 'x')));
    expect(await stage(piece('write-0099', 0, 'x'))).toMatchObject({ error: { code: 'journal.busy' } });
    const bytes = new Uint8Array(bridgePieceBytes);
    let offset = 1;
    for (; offset + bytes.length + 16 <= 256 * 1024 * 1024; offset += bytes.length)
      expectOk(await stage({ write: 'write-0010', offset, bytes }));
    const tooMuch = await stage({ write: 'write-0010', offset, bytes });
    expect(tooMuch).toMatchObject({ error: { code: 'journal.busy' } });
    expectOk(await stage({ write: 'write-0011', offset: 1, bytes }));
  });
});

describe('a check', () => {
  test('gives a digest that a second implementation computes alike, also while rows are written', async () => {
    const { calls, write, list } = start();
    const rows = Array.from({ length: 300 }, (_, index) => makeRow(index * 3 + 1, 20_000));
    expectOk(await write(...rows.slice(0, 40)));
    const writing = Promise.all(rows.slice(40).map((row) => write(row)));
    const during = expectOk(await calls['journal.check']({}));
    expect(during.damaged).toEqual([]);
    for (const written of await writing) expectOk(written);
    const after = expectOk(await calls['journal.check']({}));
    expect(after).toEqual({ rows: 300, size: 6_000_000, damaged: [], digest: digestOf(await list()) });
    expect(after.digest).toBe(digestOf(rows.map(({ head }) => head)));
  });

  test('names the rows that the disk has damaged, and the same rows written again mend them', async () => {
    const first = start();
    const rows = [makeRow(1, 3000), makeRow(2, 'PLANTED TEXT '.repeat(90)), makeRow(3, 3000)];
    expectOk(await first.write(...rows));
    await first.close();
    const bytes = readFileSync(first.file);
    bytes.write('planted', bytes.indexOf('PLANTED'));
    writeFileSync(first.file, bytes);

    const { calls, write, state } = start(first.folder);
    expect((await state()).found).toBe('whole');
    expect(expectOk(await calls['journal.check']({})).damaged).toEqual([2]);
    expectOk(await write(rows[1]!));
    expect(expectOk(await calls['journal.check']({}))).toMatchObject({ rows: 3, damaged: [] });
  });
});

describe('however it ends', () => {
  test('a thread that dies says so, and the next call starts it again with everything acknowledged', async () => {
    const mortal = new URL('testing/mortal-thread.ts', import.meta.url);
    const { calls, write, state } = start(newFolder(), { thread: mortal });
    expectOk(await write(makeRow(1, 'one')));
    const dying = calls['journal.tidy']({ upTo: 1 });
    const waiting = calls['journal.list']({ after: 0 });
    expect(await dying).toMatchObject({ error: { code: 'journal.failed' } });
    expect(await waiting).toMatchObject({ error: { code: 'journal.failed' } });
    expect(await state()).toMatchObject({ rows: 1, size: 3, last: 1, found: 'whole' });
    expectOk(await write(makeRow(2, 'two')));
  });

  test('closing writes what came before it, and nothing after', async () => {
    const { calls, close, write, folder } = start();
    const writing = Promise.all([1, 2, 3].map((sequence) => write(makeRow(sequence, 'x'))));
    // The disk watcher has been asked: the writes are on their way to the thread.
    await new Promise((resolve) => setImmediate(resolve));
    const closing = close();
    expect(await calls['journal.list']({ after: 0 })).toMatchObject({ error: { code: 'journal.closed' } });
    for (const written of await writing) expectOk(written);
    await closing;
    expect(() => statSync(path.join(folder, 'journal.sqlite-wal'))).toThrow('ENOENT');
    expect((await start(folder).state()).rows).toBe(3);
  });

  test('a second program is kept out, and let in when the first has ended', async () => {
    const first = start();
    expectOk(await first.write(makeRow(1, 'x')));
    const second = start(first.folder);
    expect(await second.calls['journal.open']({})).toMatchObject({ error: { code: 'journal.in-use' } });
    await first.close();
    expect((await second.state()).rows).toBe(1);
  });

  test('kill -9 at any moment loses nothing that was acknowledged', async () => {
    const folder = newFolder();
    let first = 1;
    let before: string | undefined;
    const acknowledged = new Set<number>();
    for (const lines of [1, 40, 7, 150]) {
      for (const sequence of await writeUntilKilled(folder, first, lines)) acknowledged.add(sequence);
      const { state, list, calls, close } = start(folder);
      const there = new Set((await list()).map(({ sequence }) => sequence));
      expect([...acknowledged].filter((sequence) => !there.has(sequence))).toEqual([]);
      const { found, last, era } = await state();
      // The window's copy is not trusted any further.
      expect(era).not.toBe(before);
      before = era;
      // What was under way may be torn. Nothing was acknowledged of it, which the journal cannot know.
      expect(['whole', 'cut']).toContain(found);
      expect(expectOk(await calls['journal.check']({})).damaged).toEqual([]);
      first = last + 1;
      await close();
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(198);
  });
});

/** What a process had acknowledged until it was killed, some lines after it began. */
async function writeUntilKilled(folder: string, first: number, lines: number): Promise<number[]> {
  const program = path.join(import.meta.dirname, 'testing', 'writer.ts');
  const child = spawn(process.execPath, [program, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ends.push(() => child.kill('SIGKILL'));
  const gone = once(child, 'exit');
  const said: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line).toMatch(/^\d+$/);
    if (said.push(Number(line)) === lines) child.kill('SIGKILL');
  }
  await gone;
  return said;
}

test('the answers are what the contract says', async () => {
  const { calls, write } = start();
  const { result } = bridgeContract.calls['journal.list'];
  expectOk(await write(makeRow(1, 'x', { about: '{"a":1}' }), makeRemoval(2, 'y')));
  const listed = expectOk(await calls['journal.list']({ after: 0 }));
  expect(result.parse(listed)).toEqual(listed);
  const state = expectOk(await calls['journal.open']({}));
  expect(bridgeContract.calls['journal.open'].result.parse(state)).toEqual(state);
  const check = expectOk(await calls['journal.check']({}));
  expect(bridgeContract.calls['journal.check'].result.parse(check)).toEqual(check);
});

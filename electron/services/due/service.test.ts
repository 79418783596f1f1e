import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createDueService } from './service.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-due-'));
});
afterEach(() => rm(folder, { recursive: true }));

const fileIn = (): string => path.join(folder, 'due.json');

test('what is due is known again after a restart, the soonest first, and to nobody else', async () => {
  const { calls } = createDueService({ file: fileIn() });
  await Promise.all([calls['due.note']({ times: [3] }), calls['due.note']({ times: [9, 2] })]);
  const again = createDueService({ file: fileIn() });
  expect(expectOk(await again.calls['due.list']({}))).toEqual({ times: [2, 9] });
  expect(await again.times()).toEqual([2, 9]);
  expect((await stat(fileIn())).mode & 0o077).toBe(0);
  expect(await readFile(fileIn(), 'utf8')).toBe('{"times":[2,9]}');
});

test('a file that cannot be read is as none, and is written anew', async () => {
  await writeFile(fileIn(), '{"times":["never');
  const { calls } = createDueService({ file: fileIn() });
  expect(expectOk(await calls['due.list']({}))).toEqual({ times: [] });
  expectOk(await calls['due.note']({ times: [5] }));
  expect(expectOk(await calls['due.list']({}))).toEqual({ times: [5] });
});

test('a disk that takes nothing is said', async () => {
  const { calls } = createDueService({ file: path.join(folder, 'no', 'folder') });
  expect(await calls['due.note']({ times: [5] })).toMatchObject({ ok: false });
});

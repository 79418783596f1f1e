import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { failureFrom, failureSchema } from '#shared/domain/failure.ts';
import { reportFailure } from '#shared/lib/ignore.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createJsonFile } from '../json-file.ts';
import { createFailuresService, keptFailuresSchema } from './service.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-failures-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function open(file = path.join(folder, `${files++}.json`)) {
  let now = Date.UTC(2026, 10, 30);
  const service = createFailuresService({ file: createJsonFile(file, keptFailuresSchema), now: () => now });
  const list = async () => expectOk(await service.calls['failures.list']({})).failures;
  const note = (error: unknown) =>
    service.calls['failures.note']({ place: 'window', failure: failureFrom('An ignored promise', error) });
  return { file, list, note, service, pass: (days: number) => void (now += days * 24 * 60 * 60 * 1000) };
}

test('what failed is there after a restart: its kind, where it was, how often and since when', async () => {
  const { file, note, pass, service } = open();
  const error = new TypeError('Maria Keller, +49 151 1234567');
  await note(error);
  pass(1);
  await note(error);
  service.close();
  const { list } = open(file);
  const [kept, ...others] = await list();
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ place: 'window', what: 'An ignored promise', kind: 'TypeError', times: 2 });
  expect(kept!.lastAt - kept!.firstAt).toBe(24 * 60 * 60 * 1000);
  expect(kept!.frames[0]).toMatch(/service\.test\.ts:\d+:\d+$/);
});

test('nothing of what an error says, or of the folders of this computer, is kept, whatever its stack looks like', () => {
  const secret = fc.constantFrom('Maria', '4915112345678', 'secret/home', 'a@b.example');
  const line = fc.oneof(
    secret.map((word) => `    at ${word} said (12:3)`),
    secret.map((word) => `    at ${word}`),
    secret.map((word) => `    at read (/home/${word}/app/vault.js:1:2)`),
    secret.map((word) => `    at async Promise.all (index ${word})`),
    secret.map((word) => `${word}: it failed`),
    fc.string(),
  );
  const fake = secret.map((word) => `x\n    at ${word} (app.js:1:2)`);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.string(), fake, (lines, name, message) => {
      const error = Object.assign(new Error(message), { name, stack: [message, ...lines].join('\n') });
      const failure = failureFrom('A screen', error);
      expect(failureSchema.safeParse(failure).success).toBe(true);
      expect(JSON.stringify(failure)).not.toMatch(/Maria|49151|home|example/);
    }),
  );
});

test('a failure of the shell itself is kept as well, until it is closed', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { list, service } = open();
  reportFailure('Storing', new RangeError('Maria'));
  await expect.poll(list).toMatchObject([{ place: 'shell', what: 'Storing', kind: 'RangeError' }]);
  service.close();
  reportFailure('Another', new RangeError('Maria'));
  expect(await list()).toHaveLength(1);
  quiet.mockRestore();
});

test('the log stays small, forgets what is old, and is emptied by a word', async () => {
  const { file, list, note, pass, service } = open();
  for (let each = 0; each < 210; each++) {
    const error = Object.assign(new Error('x'), { stack: `x\n    at run (app.js:${each + 1}:1)` });
    await note(error);
  }
  expect(await list()).toHaveLength(200);
  expect((await list())[0]?.frames).toEqual(['run app.js:210:1']);
  pass(91);
  expect(await list()).toEqual([]);
  await note(new Error('x'));
  expect(await list()).toHaveLength(1);
  await service.calls['failures.clear']({});
  expect(await list()).toEqual([]);
  expect(readFileSync(file, 'utf8')).toBe('{"failures":[]}');
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { encodeBackup } from '#shared/crypto/backup-file.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { createServices, type ServicesDeps } from './index.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const shellIn = (profile: string): ServicesDeps => ({
  shell: { shell: 'browser', version: 'test' },
  now: () => 1,
  newId: () => 'id',
  printer: {
    prepare: async () => undefined,
    print: async () => ok(new Uint8Array()),
    close: async () => undefined,
  },
  profile,
  journalThread: new URL('journal/thread.ts', import.meta.url),
});

test('all that a shell keeps lies in the profile, and closing ends it, so that the next one can take over', async () => {
  const profile = mkdtempSync(path.join(tmpdir(), 'plumbline-profile-'));
  ends.push(() => rmSync(profile, { recursive: true, force: true }));
  const start = () => {
    const services = createServices(shellIn(profile));
    ends.push(() => services.close());
    return services;
  };
  const first = start();
  expect(expectOk(await first.calls['journal.open']({})).found).toBe('new');
  expect(expectOk(await first.calls['disk.inspect']({ bytes: 0 })).room).toBe(true);
  const workspace = toBase64Url(new Uint8Array(16));
  const backup = encodeBackup({ workspace, epoch: 1, lock: utf8('{}'), manifest: utf8('x'), rooms: [] });
  const name = 'plumbline-20261122-081500.plumbline';
  const bytesBase64Url = Buffer.from(backup).toString('base64url');
  expectOk(await first.calls['backups.write']({ name, part: 0, parts: 1, bytesBase64Url }));
  await expect.poll(() => readdirSync(profile).toSorted()).toEqual(['backups', 'journal', 'reserve']);
  await first.close();
  expect(await first.calls['journal.open']({})).toMatchObject({ ok: false });
  // A log that is left beside it would say that it was not ended properly.
  expect(readdirSync(path.join(profile, 'journal'))).toEqual(['journal.sqlite']);
  expect(expectOk(await start().calls['journal.open']({})).found).toBe('whole');
});

test('a business that is removed leaves nothing in the profile, and the next one begins with a new journal', async () => {
  const profile = mkdtempSync(path.join(tmpdir(), 'plumbline-profile-'));
  ends.push(() => rmSync(profile, { recursive: true, force: true }));
  const services = createServices(shellIn(profile));
  ends.push(() => services.close());
  expectOk(await services.calls['journal.open']({}));
  expectOk(await services.calls['due.note']({ times: [1] }));
  const failure = { what: 'Storing', kind: 'Error', frames: [] };
  expectOk(await services.calls['failures.note']({ place: 'window', failure }));
  expect(readdirSync(profile)).toContain('failures.json');
  mkdirSync(path.join(profile, 'backups'));
  writeFileSync(path.join(profile, 'backups', 'plumbline-20261122-081500.plumbline'), 'sealed');
  writeFileSync(path.join(profile, 'backups', 'holiday.jpg'), 'mine');
  expect(expectOk(await services.calls['profile.remove']({}))).toEqual({ left: [] });
  // What is not ours stays where it is.
  expect(readdirSync(profile).filter((name) => name !== 'reserve')).toEqual(['backups']);
  expect(readdirSync(path.join(profile, 'backups'))).toEqual(['holiday.jpg']);
  expect(expectOk(await services.calls['journal.open']({})).found).toBe('new');
});

import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { makeSmallDisk, noSmallDisk } from '#tests/small-disk.ts';
import { createKeyFile, keyLifetime } from './key-file.ts';
import { lockProfile } from './profile-lock.ts';

const ends: (() => void)[] = [];
const umask = process.umask();
afterEach(() => {
  process.umask(umask);
  vi.useRealTimers();
  ends.splice(0).forEach((end) => end());
});

function newProfile(): string {
  const profile = mkdtempSync(path.join(tmpdir(), 'plumbline-profile-'));
  ends.push(() => rmSync(profile, { recursive: true }));
  return profile;
}

function keyFileIn(profile: string) {
  let keys = 0;
  const keyFile = createKeyFile({
    profile,
    origin: 'http://127.0.0.1:4500',
    newKey: () => `canary-${++keys}`,
  });
  ends.unshift(() => keyFile.remove());
  return keyFile;
}

const rightsOf = (file: string) => statSync(file).mode & 0o777;

test.each([0o000, 0o022, 0o777])('only the owner can read the key, whatever the umask is (%o)', (mask) => {
  const keyFile = keyFileIn(newProfile());
  process.umask(mask);
  const file = expectOk(keyFile.offer());
  expect([rightsOf(file), rightsOf(path.dirname(file))]).toEqual([0o600, 0o700]);
  expect(readFileSync(file, 'utf8')).toContain('value="canary-1"');
});

test('the file goes when the key was used, and another window has another one at the same place', () => {
  const keyFile = keyFileIn(newProfile());
  const file = expectOk(keyFile.offer());
  keyFile.remove();
  expect(existsSync(file)).toBe(false);
  expect(expectOk(keyFile.offer())).toBe(file);
  expect(readFileSync(file, 'utf8')).toContain('canary-2');
});

test('a key that nobody uses gives way to another one, until no window is waited for', () => {
  vi.useFakeTimers();
  const keyFile = keyFileIn(newProfile());
  const file = expectOk(keyFile.offer());
  vi.advanceTimersByTime(keyLifetime);
  expect(readFileSync(file, 'utf8')).not.toContain('canary-1');
  expect(readFileSync(file, 'utf8')).toContain('canary-2');
  keyFile.remove();
  vi.advanceTimersByTime(3 * keyLifetime);
  expect(existsSync(file)).toBe(false);
});

test('what lies in its place is never written into: a link, a file that others may read, a folder, one of a crash', () => {
  const profile = newProfile();
  const file = expectOk(keyFileIn(profile).offer());
  const bait = path.join(profile, 'bait');
  const lay: (() => void)[] = [
    () => symlinkSync(bait, file),
    () => writeFileSync(file, 'of another', { mode: 0o666 }),
    () => mkdirSync(file),
    () => writeFileSync(file, 'canary-of-a-shell-that-was-killed', { mode: 0o600 }),
  ];
  for (const layOut of lay) {
    rmSync(file, { recursive: true, force: true });
    writeFileSync(bait, 'bait');
    layOut();
    expect(expectOk(keyFileIn(profile).offer())).toBe(file);
    expect([lstatSync(file).isFile(), rightsOf(file), readFileSync(bait, 'utf8')]).toEqual([
      true,
      0o600,
      'bait',
    ]);
    expect(readFileSync(file, 'utf8')).toContain('canary-1');
  }
});

test('a folder that others may enter is closed to them, and a link to elsewhere is not followed', () => {
  const [profile, elsewhere] = [newProfile(), newProfile()];
  mkdirSync(path.join(profile, 'window'), { mode: 0o777 });
  chmodSync(path.join(profile, 'window'), 0o777);
  chmodSync(profile, 0o777);
  expectOk(lockProfile(profile)).release();
  expect(rightsOf(profile)).toBe(0o700);
  expectOk(keyFileIn(profile).offer());
  expect(rightsOf(path.join(profile, 'window'))).toBe(0o700);

  rmSync(path.join(profile, 'window'), { recursive: true });
  symlinkSync(elsewhere, path.join(profile, 'window'));
  const file = expectOk(keyFileIn(profile).offer());
  expect(readdirSync(elsewhere)).toEqual([]);
  // The owner is let in nevertheless, by a folder that is made for this key alone.
  expect([rightsOf(file), rightsOf(path.dirname(file))]).toEqual([0o600, 0o700]);
});

test.runIf(process.getuid?.() === 0)('the folder of another account is not taken for one’s own', () => {
  const profile = newProfile();
  chmodSync(profile, 0o777);
  try {
    process.seteuid!(65_534);
    // `getuid` names the account that the process was started by.
    const account = vi.spyOn(process, 'getuid').mockReturnValue(65_534);
    ends.push(() => account.mockRestore());
    expect(lockProfile(profile)).toMatchObject({ error: { code: 'host.profile-unusable' } });
    process.seteuid!(0);
    chownSync(profile, 65_534, 65_534);
    process.seteuid!(65_534);
    expectOk(lockProfile(profile)).release();
  } finally {
    process.seteuid!(0);
  }
});

test.skipIf(noSmallDisk !== undefined)(
  `on a disk that is full to the last byte the window still opens${noSmallDisk === undefined ? '' : ` (${noSmallDisk})`}`,
  () => {
    const disk = makeSmallDisk(1024 * 1024);
    ends.push(() => disk.remove());
    disk.fill();
    const keyFile = keyFileIn(disk.folder);
    const file = expectOk(keyFile.offer());
    expect(readFileSync(file, 'utf8')).toContain('canary-1');
    keyFile.remove();
    expect(existsSync(path.dirname(file))).toBe(file.startsWith(disk.folder));
  },
);

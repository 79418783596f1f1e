import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { makeSmallDisk, noSmallDisk } from '#tests/small-disk.ts';
import { appWindowArguments } from './app-window.ts';
import { findBrowser } from './find-browser.ts';
import { parseHostOptions } from './options.ts';
import { lockProfile } from './profile-lock.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function newProfile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-profile-'));
  folders.push(folder);
  return folder;
}

test('the shell starts with a profile, and says what it needs when it gets something else', () => {
  const options = parseHostOptions(['--port', '4600', '--profile', '/data/plumbline', '--no-open']);
  expect(options).toEqual({ ok: true, value: { port: 4600, profile: '/data/plumbline', open: false } });
  expect(expectOk(parseHostOptions(['--profile', '/data/plumbline']))).toMatchObject({
    port: 4500,
    open: true,
  });
  for (const wrong of [
    [],
    ['--profile'],
    ['--profile', 'x', '--port', '99999'],
    ['--profile', 'x', '--port', '1e3'],
    ['--nonsense'],
  ]) {
    expect(parseHostOptions(wrong)).toMatchObject({ error: { code: 'host.usage' } });
  }
});

test('two shells never share one profile, and a shell that was killed leaves no lock behind', async () => {
  const profile = newProfile();
  const script = `
    import { lockProfile } from ${JSON.stringify(path.join(import.meta.dirname, 'profile-lock.ts'))};
    globalThis.lock = lockProfile(${JSON.stringify(profile)});
    console.log(globalThis.lock.ok);
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => other.stdout.once('data', resolve));
  expect(lockProfile(profile)).toMatchObject({ error: { code: 'host.profile-in-use' } });
  other.kill('SIGKILL');
  await new Promise((resolve) => other.once('exit', resolve));
  expectOk(lockProfile(profile)).release();
});

test.skipIf(noSmallDisk !== undefined)(
  `the shell starts with its profile on a disk that is full to the last byte${noSmallDisk === undefined ? '' : ` (${noSmallDisk})`}`,
  () => {
    const disk = makeSmallDisk(1024 * 1024);
    try {
      expectOk(lockProfile(disk.folder)).release();
      disk.fill();
      const lock = lockProfile(disk.folder);
      expect(lock.ok).toBe(true);
      expectOk(lock).release();
    } finally {
      disk.remove();
    }
  },
);

test('a folder that cannot be used is a clear message', () => {
  const file = path.join(newProfile(), 'file');
  writeFileSync(file, '');
  expect(lockProfile(path.join(file, 'profile'))).toMatchObject({ error: { code: 'host.profile-unusable' } });
});

test('the browser is found where each system keeps it, and a missing one is a clear message', () => {
  const only = (file: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) =>
    findBrowser({ platform, env, isProgram: (candidate) => candidate === file });
  expect(expectOk(only('/usr/bin/google-chrome', 'linux', { PATH: '/bin:/usr/bin' }))).toBe(
    '/usr/bin/google-chrome',
  );
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  expect(expectOk(only(edge, 'win32', { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }))).toBe(edge);
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(expectOk(only(mac, 'darwin'))).toBe(mac);
  expect(expectOk(only('/opt/mine', 'linux', { CHROMIUM_PATH: '/opt/mine' }))).toBe('/opt/mine');
  expect(only('/nowhere', 'linux', { PATH: '/usr/bin' })).toMatchObject({
    error: { code: 'host.no-browser' },
  });
  expect(only('/usr/bin/chromium', 'linux', { CHROMIUM_PATH: '/gone', PATH: '/usr/bin' })).toMatchObject({
    ok: false,
  });
});

test('the window opens as an app in a browser profile of its own, with the sandbox on', () => {
  const args = appWindowArguments('file:///data/plumbline/window/open.html', '/data/plumbline', false);
  expect(args).toContain('--app=file:///data/plumbline/window/open.html');
  expect(args).toContain(`--user-data-dir=${path.join('/data/plumbline', 'browser')}`);
  expect(args).toContain('--disable-background-networking');
  expect(args).toContain('--enable-features=LangAttributeAwareFormControlUI');
  expect(args.some((flag) => flag.includes('no-sandbox') || flag.includes('remote-debugging'))).toBe(false);
});

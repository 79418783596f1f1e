import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { autostartFile, loginItem, onClose, showsAtStart } from './login-item.ts';

test('on Linux it starts with the computer by an autostart file, and no longer when that is taken away', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-autostart-'));
  const settings = { getLoginItemSettings: () => ({ openAtLogin: false }), setLoginItemSettings: () => {} };
  const login = loginItem({
    platform: 'linux',
    program: '/opt/a b/plumbline',
    folder: path.join(folder, 'a'),
    settings,
  });
  expect(await login.isSet()).toBe(false);
  await login.set(true);
  expect(await login.isSet()).toBe(true);
  expect(await readFile(path.join(folder, 'a', 'plumbline.desktop'), 'utf8')).toContain(
    'Exec="/opt/a b/plumbline" --hidden\n',
  );
  await login.set(false);
  await login.set(false);
  expect(await login.isSet()).toBe(false);
  await rm(folder, { recursive: true });
});

test('elsewhere the system is asked, with the argument that keeps the window away', async () => {
  let kept = false;
  const asked: unknown[] = [];
  const settings = {
    getLoginItemSettings: (options?: object) => (asked.push(options), { openAtLogin: kept }),
    setLoginItemSettings: ({ openAtLogin }: { openAtLogin: boolean }) => void (kept = openAtLogin),
  };
  const login = loginItem({ platform: 'darwin', program: '/p', folder: '/f', settings });
  await login.set(true);
  expect(await login.isSet()).toBe(true);
  expect(asked).toEqual([{ args: ['--hidden'] }]);
});

test('a program whose path means something to a shell is started as it stands', () => {
  expect(autostartFile('/home/a"$b`/100%')).toContain('Exec="/home/a\\"\\$b\\`/100%%" --hidden');
});

test('closing the window hides it only where the program stays and nobody quits', () => {
  expect(onClose({ staysInTray: true, isQuitting: false })).toBe('hide');
  expect(onClose({ staysInTray: true, isQuitting: true })).toBe('close');
  expect(onClose({ staysInTray: false, isQuitting: false })).toBe('close');
  expect([showsAtStart(['plumbline']), showsAtStart(['plumbline', '--hidden'])]).toEqual([true, false]);
});

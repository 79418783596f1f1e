import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StorageStatus } from '#renderer/vault/api.ts';
import { run, save } from './commands.ts';
import { useNotices } from './notices.ts';
import { useSession } from './session.ts';
import { startStubVault } from './testing/stub-vault.ts';

const first = useSession.getState();
const well: StorageStatus = { phase: 'ready', isWaiting: false };

function full(left: number) {
  const message = `Your disk is full: ${left} MB are left. Nothing was changed.`;
  return { code: 'disk.full', message, remedy: 'Free some space. Plumbline goes on by itself.' };
}

beforeEach(() => {
  useSession.setState(first, true);
  useNotices.setState({ notices: [] });
});
afterEach(() => useSession.setState(first, true));

const texts = () => useNotices.getState().notices.map(({ text }) => text);

test('the window comes up while its data are still being opened, and hears how far that is', async () => {
  let opened: () => void = () => {};
  const vault = await startStubVault({
    state: () => new Promise((resolve) => (opened = () => resolve('locked'))),
  });
  expect(useSession.getState().vault).toBe('starting');
  await vault.emit({ type: 'storage', status: { phase: 'opening', isWaiting: false, progress: 0.5 } });
  expect(useSession.getState().storage?.progress).toBe(0.5);
  opened();
  await expect.poll(() => useSession.getState().vault).toBe('locked');
});

test('a vault that fails while it opens is said to have failed, instead of being waited for', async () => {
  await startStubVault({ state: () => Promise.reject(new TypeError('a bug')) });
  await expect.poll(() => useSession.getState().vault).toBe('failed');
});

test('what a full disk refuses is said once, with the newest figure, and goes by itself when there is room', async () => {
  let left = 14;
  const vault = await startStubVault({ run: async () => ({ ok: false, error: full(--left) }) });
  for (let count = 0; count < 5; count++) await run('contact.create', { name: 'Grace' });
  await save('service.add', { name: 'Call-out', unitPrice: '0' });
  await expect.poll(texts).toEqual([full(8).message]);

  await vault.emit({ type: 'storage', status: { ...well, problem: full(8) } });
  expect(texts()).toHaveLength(1);
  await vault.emit({ type: 'storage', status: well });
  expect(texts()).toEqual([]);
});

test('another problem stays until it is closed, though the disk is well', async () => {
  const error = { code: 'contact.name-missing', message: 'A contact needs a name.' };
  const vault = await startStubVault({ run: async () => ({ ok: false, error }) });
  await run('contact.create', { name: '' });
  await run('contact.create', { name: '' });
  await expect.poll(texts).toEqual([error.message]);
  await vault.emit({ type: 'storage', status: well });
  expect(texts()).toEqual([error.message]);
});

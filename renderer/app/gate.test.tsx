import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { startMessages } from '#renderer/locales/i18n.ts';
import { useSession } from '#renderer/state/session.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import type { VaultApi, VaultState } from '#renderer/vault/api.ts';
import { Gate } from './gate.tsx';

const first = useSession.getState();

beforeAll(() => startMessages());
afterEach(() => useSession.setState(first, true));

/** The window over a vault that has found what `state` says. */
async function show(state: VaultState, api: Partial<VaultApi> = {}) {
  const vault = await startStubVault({ state: async () => state, ...api });
  mount(<Gate invitation={undefined}>The screens</Gate>);
  return vault;
}

const backup = (at: number) => ({ name: `${at}.plumbline`, at, sizeBytes: 1, restorable: true });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const button = (name: string | RegExp) => page.getByRole('button', { name });

test('where a business was and cannot be read, the ways to bring it back come first, never the first run', async () => {
  const kept = [backup(Date.UTC(2026, 10, 28, 12)), backup(Date.UTC(2026, 10, 27, 12))];
  await show('lost', { backups: async () => ({ ok: true, value: kept }) });
  await expect.element(heading(/data on this computer cannot be read/)).toBeVisible();
  await expect.element(page.getByText(/^2 on this computer, the newest from/)).toBeVisible();
  await expect.element(button(/^Set up my business/)).not.toBeInTheDocument();

  await button(/^Restore a backup/).click();
  const dates = page.getByLabelText('Backup', { exact: true });
  await expect.element(dates).toHaveValue(kept[0]!.name);
  expect(dates.element().querySelectorAll('option')).toHaveLength(3);
  await button('Back').click();
  await button(/^Fetch it from the relay/).click();
  await expect.element(page.getByLabelText('Recovery words')).toBeVisible();
  await button('Back').click();
  await expect.element(heading(/data on this computer cannot be read/)).toBeVisible();
});

test('beginning anew where data cannot be read is asked about once, and has a way back', async () => {
  await show('lost');
  await expect.element(page.getByText(/None is left on this computer/)).toBeVisible();
  await button('Set up a new business instead').click();
  await expect.element(page.getByText(/What is here stays where it is/)).toBeVisible();
  await button('Cancel').click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await button('Set up a new business instead').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Set up a new business' }).click();
  await expect.element(button(/^Set up my business/)).toBeVisible();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect.element(heading(/data on this computer cannot be read/)).toBeVisible();
});

test('what restores a business keeps its screen until it is done, though the vault is open before', async () => {
  const kept = [backup(Date.UTC(2026, 10, 28, 12))];
  let restored = () => {};
  const vault = await show('lost', {
    backups: async () => ({ ok: true, value: kept }),
    restoreDevice: () => new Promise((resolve) => (restored = () => resolve({ ok: true, value: undefined }))),
  });
  await button(/^Restore a backup/).click();
  await page.getByLabelText('Passphrase of that time').fill('marble kettle orbit walnut');
  await button('Restore').click();
  await vault.emit({ type: 'state', state: 'unlocked' });
  await expect.poll(() => useSession.getState().vault).toBe('unlocked');
  await expect.element(heading('Restore a backup')).toBeVisible();
  restored();
  await expect.element(heading('Restore a backup')).not.toBeInTheDocument();
});

test('a disk that does not answer is said to lose nothing, and the window goes on by itself', async () => {
  const vault = await show('blocked');
  const problem = {
    code: 'disk.full',
    message: 'Your disk is full: 3 MB are left.',
    remedy: 'Free some space.',
  };
  await expect.element(heading('Your data cannot be read right now')).toBeVisible();
  await expect.element(page.getByText(/^Nothing is lost/)).toBeVisible();
  await vault.emit({ type: 'storage', status: { phase: 'blocked', isWaiting: false, problem } });
  await expect.element(page.getByText(problem.message)).toBeVisible();
  await expect.element(page.getByText(problem.remedy)).toBeVisible();
  await vault.emit({ type: 'state', state: 'locked' });
  await expect.element(heading('Unlock')).toBeVisible();
});

test('a copy that is being filled shows how far it is, and makes room for what comes next', async () => {
  let opened = () => {};
  const vault = await show('locked', {
    state: () => new Promise((resolve) => (opened = () => resolve('locked'))),
  });
  const bar = page.getByRole('progressbar');
  await expect.element(page.getByText('Opening your business')).toBeInTheDocument();
  await vault.emit({ type: 'storage', status: { phase: 'opening', isWaiting: false, progress: 0.25 } });
  expect(bar.elements()).toEqual([]);
  await expect.element(bar).toHaveAttribute('value', '0.25');
  await expect.element(page.getByText('Putting your data back in order…')).toBeVisible();
  await vault.emit({ type: 'storage', status: { phase: 'ready', isWaiting: false } });
  opened();
  await expect.element(heading('Unlock')).toBeVisible();
  expect(bar.elements()).toEqual([]);
});

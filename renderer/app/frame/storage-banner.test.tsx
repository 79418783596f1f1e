import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { startMessages } from '#renderer/locales/i18n.ts';
import { useSession } from '#renderer/state/session.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import type { StorageStatus, SyncStatus } from '#renderer/vault/api.ts';
import { StorageBanner } from './storage-banner.tsx';
import { SyncState } from './sync-state.tsx';

const first = useSession.getState();
const well: StorageStatus = { phase: 'ready', isWaiting: false };
const disk = { level: 'low', freeBytes: 12_000_000, totalBytes: 1e12, limitBytes: 256_000_000 } as const;
const full = {
  code: 'disk.full',
  message: 'Your disk is full: 12 MB are left. Nothing was changed.',
  remedy: 'Free some space. Plumbline goes on by itself.',
};

beforeAll(() => startMessages());
afterEach(() => useSession.setState(first, true));

/** What the frame says of the storage and of where the work is. */
function show(sync: SyncStatus) {
  useSession.setState({ sync });
  const routeTree = createRootRoute({
    component: () => (
      <>
        <SyncState />
        <StorageBanner />
      </>
    ),
  });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  const host = mount(<RouterProvider router={router as never} />);
  const bannerWords = () => host.querySelectorAll('output')[1]?.textContent;
  return { bannerWords, state: page.getByLabelText('Where your work is') };
}

test('a full disk is said above the screen in its own words, and no longer when there is room', async () => {
  const { bannerWords, state } = show({ connection: 'none', reach: 'device' });
  useSession.setState({ storage: { ...well, disk, problem: full } });
  await expect.poll(bannerWords).toContain(`${full.message} ${full.remedy}`);
  await expect.element(state).toHaveTextContent('On this device');
  useSession.setState({ storage: well });
  await expect.poll(bannerWords).toBe('');
});

test('a change that waits for the disk is never said to be stored or sent', async () => {
  const { bannerWords, state } = show({ connection: 'online', reach: 'stored' });
  await expect.element(state).toHaveTextContent('Stored');
  useSession.setState({ storage: { ...well, disk, isWaiting: true, problem: full } });
  await expect.element(state).toHaveTextContent('Not stored yet');
  await expect
    .poll(bannerWords)
    .toContain('Your last change is not stored yet: the disk is full, 12 MB are left.');
  // Something was changed, after all.
  expect(bannerWords()).not.toContain('Nothing was changed');
  useSession.setState({ storage: well });
  await expect.element(state).toHaveTextContent('Stored');
});

test('what is mended at once shows no banner', async () => {
  const { bannerWords, state } = show({ connection: 'none', reach: 'device' });
  const problem = { code: 'storage.waiting', message: 'Your last change is not stored yet.' };
  useSession.setState({ storage: { ...well, isWaiting: true, problem } });
  await expect.element(state).toHaveTextContent('Not stored yet');
  expect(bannerWords()).toBe('');
  useSession.setState({ storage: well });
  await expect.element(state).toHaveTextContent('On this device');
  expect(bannerWords()).toBe('');
});

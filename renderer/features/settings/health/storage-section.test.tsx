import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Result } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { createFormat } from '#renderer/state/format.ts';
import { useSession } from '#renderer/state/session.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import type { StorageCheck, StorageHealth } from '#renderer/vault/api.ts';
import { StorageSection } from './storage-section.tsx';

const first = useSession.getState();
const at = new Date(2026, 10, 28, 14, 2).getTime();
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
const when = createFormat(navigator.language, 'EUR', timeZone).dayAndTime(at);
const disk = { level: 'enough', freeBytes: 48.2e9, totalBytes: 250e9, limitBytes: 256e6 } as const;
const well: StorageHealth = { persisted: true, usedBytes: 41.2e6, journalBytes: 38.4e6, inStep: true, disk };
const same: StorageCheck = { at, rows: 1204, size: 79e6, repaired: 0, lost: 0 };

beforeAll(() => startMessages());
afterEach(() => useSession.setState(first, true));

function show(health: Partial<StorageHealth>, onChecked = () => {}): void {
  mount(<StorageSection storage={{ ...well, ...health }} onChecked={onChecked} />);
}

const words = (text: string | RegExp) => page.getByText(text);

test('both copies are shown with their sizes, whether they agree, and the room that is left', async () => {
  show({ lastCheck: same });
  await expect.element(words('41.2 MB')).toBeVisible();
  await expect.element(words('38.4 MB')).toBeVisible();
  await expect.element(words('Hold the same')).toBeVisible();
  await expect.element(words('48.2 GB of 250 GB free')).toBeVisible();
  await expect.element(words(`${when}: 1,204 parts, all the same`)).toBeVisible();
  await expect.element(words('It keeps its copy until you delete it.')).toBeVisible();
});

test('a refused promise and little room are said with what they mean', async () => {
  const low = { ...disk, level: 'low', freeBytes: 212e6 } as const;
  useSession.setState({ storage: { phase: 'ready', isWaiting: false, disk: low } });
  show({ persisted: false, journalBytes: undefined });
  await expect.element(words('212 MB of 250 GB free')).toBeVisible();
  await expect.element(words(/^Below 256 MB nothing new is begun/)).toBeVisible();
  await expect.element(words(/the second copy is out of its reach/)).toBeVisible();
  await expect.element(words('Does not answer')).toBeVisible();
});

test.each([
  ['emptied', 'the browser’s copy was empty'],
  ['replaced', 'the browser’s copy could not be written any more'],
  ['journal', 'the second copy was missing or damaged'],
  ['behind', 'one copy lacked what had come last'],
] as const)(
  'what happened is told in the owner’s words, and that nothing is missing (%s)',
  async (what, said) => {
    show({ event: { at, what, rows: 1204, lost: 0 } });
    await expect.element(words(new RegExp(`^${when}: ${said}.* Nothing is missing.$`))).toBeVisible();
    await expect.element(words(/^Restore the newest backup/)).not.toBeInTheDocument();
  },
);

test('what is missing is counted exactly, with the way to bring it back', async () => {
  show({ event: { at, what: 'journal', rows: 1204, lost: 1 } });
  await expect.element(words(/ 1 part is missing: it was damaged, and in no other copy.$/)).toBeVisible();
  await expect.element(words(/^Restore the newest backup/)).toBeVisible();
});

test('comparing shows that it works, then has what came of it looked up', async () => {
  let answer: (result: Result<StorageCheck>) => void = () => {};
  await startStubVault({ checkStorage: () => new Promise((resolve) => (answer = resolve)) });
  let looked = 0;
  show({}, () => looked++);
  await expect.element(words('Not yet on this computer')).toBeVisible();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect.element(words(/^Reading all of both copies/)).toBeVisible();
  expect(looked).toBe(0);
  answer({ ok: true, value: same });
  await expect.poll(() => looked).toBe(1);
  await expect.element(words('Not yet on this computer')).toBeVisible();
});

test('a comparison that cannot be made says why', async () => {
  const error = { code: 'disk.full', message: 'Your disk is full: 3 MB are left.' };
  await startStubVault({ checkStorage: async () => ({ ok: false, error }) });
  show({ lastCheck: { ...same, repaired: 2, lost: 1 } });
  await expect
    .element(words(/1,204 parts, 2 were damaged in one copy .*, 1 is damaged in both copies$/))
    .toBeVisible();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(error.message);
});

import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { createWorkspace, type TestVault } from '#renderer/vault/testing/world.ts';
import { WhoSection } from './who-section.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

/** The screen over a vault with a log of its own. `closed`: collections that this member has no key for. */
async function open(vault: TestVault, { record, closed = [] }: { record?: string; closed?: string[] } = {}) {
  const collections = (['business', 'contacts', 'jobs', 'visits', 'members', 'devices'] as const).filter(
    (name) => !closed.includes(name),
  );
  const { members } = await vault.api.team();
  await vault.run('team.renameMember', { id: members[0]!.id, name: 'Ana' });
  const stub = await startStubVault(vault.api);
  const show = () =>
    takePatches(
      collections.map((collection) => ({ collection, upsert: vault.table(collection), remove: [] })),
    );
  show();
  const root = createRootRoute({ component: Outlet });
  const validateSearch = (search: Record<string, unknown>) => search;
  const routes = root.addChildren([
    createRoute({
      getParentRoute: () => root,
      path: '/settings/$section',
      validateSearch,
      component: WhoSection,
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/people/$contactId',
      component: () => <p>The contact</p>,
    }),
  ]);
  const address = record === undefined ? '' : `?record=${encodeURIComponent(record)}`;
  const history = createMemoryHistory({ initialEntries: [`/settings/who${address}`] });
  mount(<RouterProvider router={createRouter({ routeTree: routes, history })} />);
  return { stub, show };
}

const line = (words: string) => page.getByText(words, { exact: true });

test('an owner reads who did what, takes it back and sees that too, and opens what a line is about', async () => {
  const vault = await createWorkspace('who-reads');
  const { id } = await vault.run('contact.create', { name: 'Maria Keller' });
  const { stub, show } = await open(vault);
  await expect.element(line('Ana added contact: Maria Keller')).toBeVisible();
  await expect.element(page.getByText('2 lines, and all are whole')).toBeVisible();
  await vault.run('contact.update', { id, fields: { notes: 'Rings twice' } });
  await vault.api.undo();
  show();
  await stub.emit({ type: 'audit' });
  await expect.element(line('Ana took back “Change contact”: Maria Keller')).toBeVisible();
  await expect.element(line('Ana changed contact: Maria Keller')).toBeVisible();
  await expect.element(page.getByText('Rings twice')).not.toBeInTheDocument();
  await line('Ana added contact: Maria Keller').click();
  await expect.element(page.getByText('The contact')).toBeVisible();
});

test('the log is narrowed by what was done, and to one record from that record', async () => {
  const vault = await createWorkspace('who-narrows');
  const one = await vault.run('contact.create', { name: 'Maria Keller' });
  await vault.run('contact.create', { name: 'Oli Brand' });
  await vault.run('contact.update', { id: one.id, fields: { notes: 'x' } });
  await open(vault, { record: `contacts/${one.id}` });
  await expect.element(line('Ana added contact: Maria Keller')).toBeVisible();
  await expect.element(line('Ana added contact: Oli Brand')).not.toBeInTheDocument();
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Change contact' }).click();
  await expect.element(line('Ana added contact: Maria Keller')).not.toBeInTheDocument();
  await expect.element(line('Ana changed contact: Maria Keller')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect.element(line('Ana added contact: Oli Brand')).toBeVisible();
});

test('who has no key for some records reads their kind, and no name', async () => {
  const vault = await createWorkspace('who-may');
  await vault.run('contact.create', { name: 'Maria Keller' });
  await open(vault, { closed: ['contacts'] });
  await expect.element(line('Ana added contact: contact')).toBeVisible();
  await expect.element(page.getByText(/Keller/)).not.toBeInTheDocument();
});

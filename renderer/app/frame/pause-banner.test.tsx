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
import { ukBusiness } from '#shared/commands/testing.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { createWorkspace } from '#renderer/vault/testing/world.ts';
import { PauseBanner } from './pause-banner.tsx';
import { IncidentSection } from '#renderer/features/settings/incident/incident-section.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

const shown = [
  'breaches',
  'business',
  'contacts',
  'conversations',
  'members',
  'messages',
  'messageStates',
  'pauses',
  'processing',
  'segments',
] as const;

/** The screen, under the frame's banner, over a vault of its own. */
async function open(name: string) {
  const vault = await createWorkspace(name);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  const { members } = await vault.api.team();
  await vault.run('team.renameMember', { id: members[0]!.id, name: 'Ana' });
  const show = () =>
    takePatches(shown.map((collection) => ({ collection, upsert: vault.table(collection), remove: [] })));
  await startStubVault({
    ...vault.api,
    async run(command, args) {
      const done = await vault.api.run(command, args);
      show();
      return done;
    },
  });
  show();
  const root = createRootRoute({ component: Outlet });
  const route = createRoute({
    getParentRoute: () => root,
    path: '/settings/$section',
    component: () => (
      <KeepsUnsaved>
        <PauseBanner />
        <IncidentSection />
      </KeepsUnsaved>
    ),
  });
  const history = createMemoryHistory({ initialEntries: ['/settings/incident'] });
  mount(<RouterProvider router={createRouter({ routeTree: root.addChildren([route]), history })} />);
  return vault;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');

test('an owner pauses everything with a reason, everybody sees it above each screen, and it goes on part by part', async () => {
  const vault = await open('incident-pause');
  await button('Pause everything').click();
  await dialog().getByRole('textbox', { name: 'Why' }).fill('A lost laptop');
  await dialog().getByRole('button', { name: 'Pause', exact: true }).click();
  await expect
    .element(page.getByText(/Paused for the whole business: sending, taking in, .* by Ana/))
    .toBeVisible();
  await expect.element(page.getByText('“A lost laptop”', { exact: false }).first()).toBeVisible();
  await button('Let it go on: Models').click();
  await dialog().getByRole('button', { name: 'Let it go on' }).click();
  await expect.element(button('Pause: Models')).toBeVisible();
  await button('Let everything go on').click();
  await dialog().getByRole('button', { name: 'Let it go on' }).click();
  await expect.element(page.getByText(/Paused for the whole business/)).not.toBeInTheDocument();
  expect(vault.table('pauses')).toMatchObject([{ why: 'A lost laptop' }]);
});

test('an owner records a breach, counts who is affected, notes a step with its day, and gets the letters', async () => {
  const vault = await open('incident-breach');
  await vault.run('contact.create', { name: 'Maria Keller' });
  await vault.run('contact.create', { name: 'Oli Brand' });
  await button('Record a breach').click();
  await dialog().getByRole('textbox', { name: 'In a few words' }).fill('Phone of a technician stolen');
  await dialog().getByRole('button', { name: 'Record a breach' }).click();
  await expect.element(page.getByText(/Authority told: by/)).toBeVisible();
  const what = page.getByRole('textbox', { name: 'What happened' });
  await what.fill('Taken from the van.');
  what.element().dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  await page.getByRole('checkbox', { name: 'photos' }).click();
  await button('Count').click();
  await expect.element(page.getByText('2 people')).toBeVisible();
  const letter = page.getByRole('textbox', { name: 'For the authority' });
  await expect.element(letter).toHaveValue(expect.stringContaining('Taken from the van.'));
  await expect.element(letter).toHaveValue(expect.stringContaining('about: 2'));
  await expect.element(letter).toHaveValue(expect.stringContaining('Information Commissioner’s Office'));
  await button('Note it: Authority told').click();
  await page.getByRole('textbox', { name: 'What was done' }).fill('By form');
  await button('Keep').click();
  await expect.element(page.getByText(/by Ana: By form/)).toBeVisible();
  await expect.element(page.getByText(/Authority told: by/)).not.toBeInTheDocument();
  expect(vault.table('breaches')).toMatchObject([
    { what: 'Taken from the van.', data: { photos: true }, steps: { authority: { note: 'By form' } } },
  ]);
});

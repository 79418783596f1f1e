import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ukBusiness } from '#shared/commands/testing.ts';
import { decisionOn } from '#shared/domain/news/decision.ts';
import { news, type NewsEntry } from '#shared/domain/news/news.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { noteSeen } from '#renderer/state/news.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { useTeam } from '#renderer/state/team.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { createWorkspace } from '#renderer/vault/testing/world.ts';
import { NewsBanner } from '#renderer/app/frame/news-banner.tsx';
import { AboutSection } from './about-section.tsx';

beforeAll(() => startMessages());
beforeEach(() => noteSeen(news));
afterEach(() => {
  clearTables();
  useTeam.setState({ team: undefined });
});

const ordinary: NewsEntry = {
  id: 'lists',
  version: '0.2.0',
  date: '2026-12-02',
  changes: [],
  words: { en: { title: 'Longer lists', text: ['Lists show more at once.'] } },
};
const material: NewsEntry = {
  id: 'fingerprint',
  version: '0.2.0',
  date: '2026-12-01',
  changes: ['data', 'permissions'],
  words: { en: { title: 'Open by fingerprint', text: ['A wrapped key is kept.'] } },
};

/** The line above the screens and the settings, after an update that brings these. */
async function open(name: string, updated: NewsEntry[], { isOwner = true } = {}) {
  const entries = [...updated, ...news];
  const vault = await createWorkspace(name);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  const { members } = await vault.api.team();
  await vault.run('team.renameMember', { id: members[0]!.id, name: 'Ana' });
  const show = () =>
    takePatches(
      (['business', 'members', 'newsDecisions'] as const).map((collection) => ({
        collection,
        upsert: vault.table(collection),
        remove: [],
      })),
    );
  await startStubVault({
    ...vault.api,
    team: async () => ({ ...(await vault.api.team()), canManage: isOwner }),
    async newsDecision(id) {
      const entry = entries.find((each) => each.id === id)!;
      return decisionOn(entry, vault.table('newsDecisions'));
    },
    async run(command, args) {
      const done = await vault.api.run(command, args);
      show();
      return done;
    },
  });
  useTeam.setState({ team: { ...(await vault.api.team()), canManage: isOwner } });
  show();
  const root = createRootRoute({ component: Outlet });
  const screen = (path: string, component: () => React.ReactNode) =>
    createRoute({ getParentRoute: () => root, path, component });
  const banner = <NewsBanner entries={entries} />;
  const routes = [
    screen('/', () => banner),
    screen('/settings/$section', () => (
      <KeepsUnsaved>
        {banner}
        <AboutSection entries={entries} />
      </KeepsUnsaved>
    )),
  ];
  const history = createMemoryHistory({ initialEntries: ['/'] });
  mount(<RouterProvider router={createRouter({ routeTree: root.addChildren(routes), history })} />);
  return vault;
}

const line = (text: string) => page.getByText(text, { exact: false });
const link = (name: string) => page.getByRole('link', { name, exact: true });
const item = (title: string) => page.getByRole('listitem').filter({ hasText: title });

test('after an update a calm line says what is new until it was looked at, and the settings have it for good', async () => {
  await open('news-ordinary', [ordinary]);
  await expect.element(line('New in Plumbline: Longer lists')).toBeVisible();
  await link('What is new').click();
  await expect.element(item('Longer lists').getByText('Lists show more at once.')).toBeVisible();
  await expect.element(line('New in Plumbline: Longer lists')).not.toBeInTheDocument();
  await expect.element(item('What is new is told here')).toBeVisible();
});

test('a first installation is told of nothing', async () => {
  await open('news-first', []);
  await expect.poll(() => document.querySelectorAll('output').length).toBe(1);
  await expect.element(page.getByRole('link')).not.toBeInTheDocument();
});

test('what changes data or rights stays off until the owner has read it and agreed, and can be switched off again', async () => {
  const vault = await open('news-material', [material]);
  await expect.element(line('An update brings a change that you decide on')).toBeVisible();
  await link('Read and decide').click();
  const entry = item('Open by fingerprint');
  await expect.element(entry.getByText(/It changes what is kept, who may do what/)).toBeVisible();
  await expect.element(entry.getByText('Off, not decided')).toBeVisible();
  await entry.getByRole('button', { name: 'Agree: Open by fingerprint' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Agree', exact: true }).click();
  await expect.element(entry.getByText(/Agreed to by Ana/)).toBeVisible();
  await expect.element(line('An update brings a change')).not.toBeInTheDocument();
  await entry.getByRole('button', { name: 'Switch off: Open by fingerprint' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
  await expect.element(entry.getByText(/Left off by Ana/)).toBeVisible();
  const said = vault.table('newsDecisions').filter(({ entryId }) => entryId === material.id);
  expect(said.map(({ agrees }) => agrees)).toEqual([true, false]);
});

test('a member sees that an owner has to agree, and cannot', async () => {
  await open('news-member', [material], { isOwner: false });
  await expect.element(line('Open by fingerprint: it stays off until an owner has agreed.')).toBeVisible();
  await link('What is new').click();
  const entry = item('Open by fingerprint');
  await expect
    .element(entry.getByText('It stays off on every device until an owner has agreed.'))
    .toBeVisible();
  await expect.element(entry.getByRole('button')).not.toBeInTheDocument();
});

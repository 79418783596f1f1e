import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ukBusiness } from '#shared/commands/testing.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, readTable, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { createWorkspace } from '#renderer/vault/testing/world.ts';
import { IntegrationsSection } from '../integrations/integrations-section.tsx';
import { ProcessingSection } from './processing-section.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

const shown = [
  'aiSettings',
  'business',
  'calendarFeeds',
  'channels',
  'egress',
  'members',
  'modelProviders',
  'processing',
  'publishedFeeds',
  'staff',
] as const;

/** A screen over a vault of its own, of a business in Austria. */
async function open(name: string, Screen: ComponentType) {
  const vault = await createWorkspace(name);
  await vault.run('business.setUp', { profile: { ...ukBusiness, country: 'AT' }, services: [] });
  const show = () =>
    takePatches(
      shown.map((collection) => {
        const upsert = vault.table(collection);
        const there = new Set(upsert.map(({ id }) => id));
        const remove = Array.from(readTable(collection).values(), ({ id }) => id).filter(
          (id) => !there.has(id),
        );
        return { collection, upsert, remove };
      }),
    );
  await startStubVault({
    ...vault.api,
    async run(command, args) {
      const done = await vault.api.run(command, args);
      show();
      return done;
    },
  });
  const root = createRootRoute({ component: Outlet });
  const path = '/settings/$section';
  const screen = createRoute({
    getParentRoute: () => root,
    path,
    component: () => (
      <KeepsUnsaved>
        <Screen />
      </KeepsUnsaved>
    ),
  });
  const schedule = createRoute({ getParentRoute: () => root, path: '/schedule', component: () => null });
  const history = createMemoryHistory({ initialEntries: ['/settings/processing'] });
  mount(
    <RouterProvider router={createRouter({ routeTree: root.addChildren([screen, schedule]), history })} />,
  );
  return { vault, show };
}

const whatsapp = {
  kind: 'whatsapp',
  name: 'Office number',
  accessToken: 'token',
  appSecret: 'secret',
  graphUrl: 'https://graph.facebook.com',
  phoneNumberId: '1',
  businessAccountId: '2',
} as const;

test('an owner connects a channel, finds Meta in the record, and puts its country and ground right', async () => {
  const { vault, show } = await open('processing-record', ProcessingSection);
  show();
  await expect.element(page.getByText('Nobody outside of the business gets any data.')).toBeVisible();
  await vault.run('channel.connect', whatsapp);
  show();
  await expect.element(page.getByRole('heading', { name: 'Messages' })).toBeVisible();
  await expect
    .element(page.getByRole('textbox', { name: 'Name behind graph.facebook.com' }))
    .toHaveValue('Meta Platforms');
  await page.getByRole('combobox', { name: 'Country of Meta Platforms' }).selectOptions('Ireland');
  const ground = page.getByRole('textbox', { name: 'Ireland' });
  await ground.fill('Contract of 3 May');
  ground.element().dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  await expect
    .poll(() => vault.table('processing'))
    .toMatchObject([{ recipients: { meta: { country: 'IE' } }, transfers: { IE: 'Contract of 3 May' } }]);
});

test('an owner ends a connection where all of them stand, and it is gone from the list', async () => {
  const { vault, show } = await open('processing-integrations', IntegrationsSection);
  await vault.run('channel.connect', whatsapp);
  show();
  await expect.element(page.getByText('not used from this device yet', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect: Office number' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect.element(page.getByText('Nothing is connected. Nothing leaves this device.')).toBeVisible();
  expect(vault.table('channels')).toEqual([]);
});

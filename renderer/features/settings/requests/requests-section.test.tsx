import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { collections, type CollectionName } from '#shared/domain/collections.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { expectOk } from '#shared/lib/result.ts';
import { consentOf } from '#shared/records/consents.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { RequestsSection } from './requests-section.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

/** The section at an address, over records that the commands of the product change. */
async function show(search: string, prepare: (world: ReturnType<typeof withAutopilot>) => void = () => {}) {
  const world = withAutopilot('Please send me my data');
  world.context.now = Date.now();
  const [talk] = world.list('conversations');
  world.put('conversations', { ...talk!, lastInboundAt: Date.now() - 1000 });
  prepare(world);
  const names = Object.keys(collections) as CollectionName[];
  const patch = () =>
    takePatches(
      names.map((collection) => ({ collection, upsert: world.list(collection) as never[], remove: [] })),
    );
  await startStubVault({
    async run(name, args) {
      const done = world.run(name as 'privacyRequest.open', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  const root = createRootRoute({ component: Outlet });
  const at = (path: string, component: () => React.ReactNode) =>
    createRoute({
      getParentRoute: () => root,
      path,
      validateSearch: (given: Record<string, unknown>) => given,
      component,
    });
  const router = createRouter({
    routeTree: root.addChildren([
      at('/settings/$section', () => (
        <KeepsUnsaved>
          <RequestsSection />
        </KeepsUnsaved>
      )),
      at('/people/$contactId', () => <p>Elsewhere</p>),
    ]),
    history: createMemoryHistory({ initialEntries: [`/settings/requests${search}`] }),
  });
  mount(<RouterProvider router={router as never} />);
  await expect.element(page.getByRole('region', { name: 'Requests about data' })).toBeVisible();
  return { world };
}

const dialog = () => page.getByRole('dialog');

test('a request begins at a contact, is acknowledged in the conversation, and is closed when it is certain who asks', async () => {
  const { world } = await show('?contact=maria');
  await dialog().getByLabelText('In which words').fill('What do you know about me?');
  await dialog().getByRole('button', { name: 'Take it down' }).click();
  await expect.element(dialog().getByText('What do you know about me?')).toBeVisible();
  expect(world.list('privacyRequests')).toMatchObject([{ kind: 'access', contactId: 'maria' }]);
  await dialog().getByRole('button', { name: 'Send in the conversation' }).click();
  await expect
    .element(
      dialog()
        .getByText(/: acknowledged/)
        .first(),
    )
    .toBeVisible();
  const sent = world.list('messages').find(({ direction }) => direction === 'out');
  expect(sent?.text).toContain('We have received your request for a copy of your data');
  await dialog().getByLabelText('What was done, or why not').fill('The copy was handed over');
  await dialog().getByRole('button', { name: 'Close request' }).click();
  await expect.poll(() => world.list('privacyRequests')[0]?.outcome).toBeUndefined();
  await dialog()
    .getByRole('textbox', { name: 'How do you know that it is them?' })
    .fill('Wrote from her number');
  await dialog().getByRole('button', { name: 'Note it' }).first().click();
  await expect
    .element(
      dialog()
        .getByText(/made certain who asks/)
        .first(),
    )
    .toBeVisible();
  await dialog().getByRole('button', { name: 'Close request' }).click();
  await expect.poll(() => world.list('privacyRequests')[0]?.outcome?.is).toBe('done');
  await expect.element(page.getByRole('list', { name: 'Closed requests' })).toBeInTheDocument();
});

test('an objection stops what it objects to; an authority without a ground is not taken down', async () => {
  const { world } = await show('?contact=maria');
  await dialog().getByLabelText('What they ask for').selectOptions('objection');
  await dialog().getByRole('button', { name: 'Take it down' }).click();
  await expect.element(dialog().getByText('Choose what they do not want.')).toBeVisible();
  await dialog().getByLabelText('Reminders of visits').click();
  await dialog().getByRole('button', { name: 'Take it down' }).click();
  await expect.poll(() => consentOf(world.records, 'maria', 'visitReminders').is).toBe('withdrawn');
  await page.getByRole('button', { name: 'Close', exact: true }).first().click();
  await page.getByRole('button', { name: 'Add request' }).click();
  await dialog().getByLabelText('What they ask for').selectOptions('authority');
  await dialog().getByLabelText('Which authority').fill('Police');
  await dialog().getByRole('button', { name: 'Take it down' }).click();
  await expect.element(dialog().getByText(/without a ground nothing is handed over/)).toBeVisible();
  expect(world.list('privacyRequests')).toHaveLength(1);
});

test('what is late stands first and says so; a time that the owner changes counts at once', async () => {
  await show('', (world) => {
    const today = dayOf(world.context.now, 'UTC');
    const open = { country: 'GB', contactId: 'maria', by: 'email' } as const;
    expectOk(world.run('privacyRequest.open', { ...open, kind: 'erasure', receivedOn: addDays(today, -3) }));
    expectOk(world.run('privacyRequest.open', { ...open, kind: 'access', receivedOn: addDays(today, -60) }));
  });
  const lines = page.getByRole('list', { name: 'Open requests' }).getByRole('listitem');
  await expect.element(lines.first().getByText(/days late/)).toBeVisible();
  await expect.element(lines.nth(1).getByText(/days? left/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Country' }).click();
  await page.getByRole('option', { name: 'United Kingdom' }).click();
  const count = page.getByLabelText('How many: You acknowledge within');
  await count.fill('1');
  await userEvent.tab();
  await page.getByLabelText('Unit: You acknowledge within').selectOptions('days');
  await expect.element(lines.nth(1).getByText(/days? late/)).toBeVisible();
});

import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { collections, type CollectionName } from '#shared/domain/collections.ts';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { useJob } from '#renderer/state/jobs.ts';
import { takePatches } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { VisitLists } from './visit-lists.tsx';

beforeAll(() => startMessages());

const hour = 3_600_000;

test('whoever took part in a class that is over is billed with one click, and nobody who stayed away', async () => {
  const world = createMemoryRecords();
  const service = { name: 'First aid class', unitPrice: '4500' };
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [service] }));
  const serviceId = world.list('services')[0]!.id;
  expectOk(world.run('bookingRule.set', { serviceId, fields: { seats: 8 } }));
  const named = (name: string) => expectOk(world.run('contact.create', { name })).id;
  const contactId = named('Ana Lopes');
  const { id } = expectOk(world.run('job.create', { contactId, title: 'First aid class' }));
  const item = { name: service.name, quantity: '1', unitPrice: service.unitPrice, serviceId };
  expectOk(world.run('job.setItem', { id, item }));
  const start = world.context.now + hour;
  const { visitId } = expectOk(world.run('job.schedule', { id, start, end: start + hour }));
  named('Ben Okafor');
  named('Cara Maximiliana Wolkenstein-Trostburg');

  const patch = () =>
    takePatches(
      (Object.keys(collections) as CollectionName[]).map((collection) => {
        return { collection, upsert: world.list(collection) as never[], remove: [] };
      }),
    );
  useSession.setState({ access: presets.owner });
  await startStubVault({
    async run(name, args) {
      const done = world.run(name as 'job.addAttendees', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value as never } } : done;
    },
  });
  patch();
  function Shown() {
    const job = useJob(id);
    return (
      job && (
        <KeepsUnsaved>
          <VisitLists job={job} visitId={visitId} readOnly={false} />
        </KeepsUnsaved>
      )
    );
  }
  const root = createRootRoute({ component: Outlet });
  const at = (path: string, component: () => React.ReactNode) =>
    createRoute({ getParentRoute: () => root, path, component });
  const router = createRouter({
    routeTree: root.addChildren([at('/', Shown), at('/money', () => <p>All drafts</p>)]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  mount(<RouterProvider router={router as never} />);

  // Who is typed in under a contact's name is that contact.
  await page.getByRole('button', { name: 'Add people who take part' }).click();
  const entry = page.getByRole('textbox', { name: 'Add a name, or paste many' });
  for (const name of ['ben okafor', 'Cara Maximiliana Wolkenstein-Trostburg', 'Dan', 'Eve']) {
    await entry.fill(name);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(name, { exact: true })).toBeVisible();
  }
  const bill = page.getByRole('button', { name: /^Invoice/ });
  await expect.element(bill).not.toBeInTheDocument();
  await page.getByRole('combobox', { name: 'Eve is' }).selectOptions('noShow');
  expectOk(world.run('job.finishVisit', { id, visitId }));
  patch();
  await expect.element(bill).toHaveTextContent('Invoice 2 people who took part');
  await expect
    .element(page.getByText('One is not among your contacts, and is billed by hand.'))
    .toBeVisible();
  await bill.click();
  await expect.element(page.getByText('All drafts')).toBeVisible();
  const billed = world.list('documents').map((one) => world.records.get('contacts', one.contactId)?.name);
  expect(new Set(billed)).toEqual(new Set(['Ben Okafor', 'Cara Maximiliana Wolkenstein-Trostburg']));
  expect(billed).toHaveLength(2);
});

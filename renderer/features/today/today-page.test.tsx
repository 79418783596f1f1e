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
import { plumber } from '#shared/agent/testing.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { collections, type CollectionName } from '#shared/domain/collections.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { TodayPage } from './today-page.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

const today = dayOf(Date.now(), plumber.timeZone);

/** Today over records that the commands of the product change. Gives them, and where the window is. */
async function show(prepare: (records: ReturnType<typeof createMemoryRecords>) => void) {
  const memory = createMemoryRecords();
  memory.context.now = Date.now();
  memory.apply([
    { collection: 'business', id: 'business', path: [], before: undefined, after: plumber as never },
  ]);
  prepare(memory);
  const names = Object.keys(collections) as CollectionName[];
  const patch = () =>
    takePatches(
      names.map((collection) => ({ collection, upsert: memory.list(collection) as never[], remove: [] })),
    );
  await startStubVault({
    async run(name, args) {
      const done = memory.run(name as 'task.create', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value, undoTitle: 'Task' } } : done;
    },
  });
  patch();
  const root = createRootRoute({ component: Outlet });
  const at = (path: string, component: () => React.ReactNode) =>
    createRoute({
      getParentRoute: () => root,
      path,
      validateSearch: (search: Record<string, unknown>) => search,
      component,
    });
  const elsewhere = [
    '/money',
    '/money/$documentId',
    '/inbox',
    '/inbox/$id',
    '/jobs',
    '/jobs/$id',
    '/people',
    '/people/$id',
    '/settings/$section',
  ];
  const router = createRouter({
    routeTree: root.addChildren([
      at('/today', TodayPage),
      ...elsewhere.map((path) => at(path, () => <p>Elsewhere</p>)),
    ]),
    history: createMemoryHistory({ initialEntries: ['/today'] }),
  });
  mount(<RouterProvider router={router as never} />);
  await expect.element(page.getByRole('navigation', { name: 'Numbers of today' })).toBeVisible();
  return { memory, address: () => router.state.location.href };
}

const lines = () => page.getByRole('list', { name: 'To do' }).getByRole('listitem');

test('the keys walk the list, Enter does what the line says, and the line leaves', async () => {
  const { memory } = await show((records) => {
    const due = { day: addDays(today, -1) };
    for (const title of ['Ring Ben', 'Order pipes', 'Write to Ann'])
      expectOk(records.run('task.create', { title, due }));
  });
  await expect.element(lines().nth(2)).toBeVisible();
  await expect.element(lines().first().getByRole('button', { name: 'Done' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.poll(() => lines().elements().length).toBe(2);
  const done = memory.list('tasks').filter((task) => task.done !== undefined);
  expect(done.map(({ title }) => title)).toEqual(['Order pipes']);
  // The one after it has the focus that nobody has.
  await expect.element(lines().nth(1).getByRole('button', { name: 'Done' })).toHaveFocus();
});

test('work that is done is billed from its line: the draft opens', async () => {
  const { memory, address } = await show((records) => {
    const { id: contactId } = expectOk(records.run('contact.create', { name: 'رنا حداد' }));
    const items = [{ name: 'Work', quantity: '3', unitPrice: '8000', currency: 'EUR' }];
    const { id } = expectOk(records.run('job.create', { contactId, title: 'Tap', items }));
    expectOk(records.run('job.complete', { id }));
  });
  await expect.element(page.getByText('Bill €240.00 to رنا حداد')).toBeVisible();
  await page.getByRole('button', { name: 'Bill', exact: true }).click();
  await expect.poll(() => memory.list('documents')[0]?.id).toBeDefined();
  await expect.poll(address).toBe(`/money/${memory.list('documents')[0]!.id}`);
});

test('each number leads to its list', async () => {
  const { address } = await show(() => {});
  await page.getByRole('link', { name: /^To bill/ }).click();
  await expect.poll(address).toBe('/jobs?show=toInvoice');
});

test('on the first day Today offers what one begins with', async () => {
  const { address } = await show(() => {});
  await expect.element(page.getByRole('button', { name: 'Connect a channel' })).toBeVisible();
  await page.getByRole('button', { name: 'Add contact' }).click();
  await expect.poll(address).toBe('/people?new=true');
});

test('where nothing waits, Today says so and what comes tomorrow', async () => {
  await show((records) => void expectOk(records.run('contact.create', { name: 'Maria Keller' })));
  await expect.element(page.getByText('Nothing waits for you')).toBeVisible();
  await expect.element(page.getByText('Nothing is planned for tomorrow.')).toBeVisible();
});

test('a task is written in one line, comes again when it repeats, and stands folded away when it is done', async () => {
  const { memory } = await show(() => {});
  await page.getByRole('button', { name: 'Add task' }).click();
  await userEvent.keyboard('Check the van');
  await page.getByRole('button', { name: 'Repeat' }).click();
  await page.getByRole('combobox', { name: 'Repeat' }).selectOptions('Every week');
  await page.getByRole('form', { name: 'Add task' }).getByRole('button', { name: 'Add task' }).click();
  await expect
    .poll(() => memory.list('tasks'))
    .toMatchObject([{ title: 'Check the van', due: { day: today }, repeat: 'weekly', repeatsFrom: today }]);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByText('All tasks').click();
  await page.getByRole('checkbox', { name: 'Done: Check the van' }).click();
  await expect.poll(() => memory.list('tasks').length).toBe(2);
  await expect.element(page.getByRole('list', { name: 'Tasks that are done' })).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Done (1)' }).click();
  await page.getByRole('checkbox', { name: /^Not done after all/ }).click();
  await expect.poll(() => memory.list('tasks').every(({ done }) => done === undefined)).toBe(true);
});

test('a task is changed in its place, and its day can be taken away', async () => {
  const { memory } = await show((records) => {
    expectOk(
      records.run('task.create', { title: 'Ring Ben', due: { day: addDays(today, -1), time: '08:00' } }),
    );
  });
  await page.getByText('All tasks').click();
  await expect.element(page.getByText('Overdue: yesterday, 08:00')).toBeVisible();
  await page.getByRole('button', { name: 'More: Ring Ben' }).click();
  await page.getByRole('menuitem', { name: 'Change task' }).click();
  await page.getByLabelText('Day').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText('Choose the day')).toBeVisible();
  await page.getByLabelText('Time').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => memory.list('tasks')[0]?.due).toBeUndefined();
});

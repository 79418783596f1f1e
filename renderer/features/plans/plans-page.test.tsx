import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { collections } from '#shared/domain/collections.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { planIds } from '#shared/domain/plan.ts';
import { priceOn } from '#shared/domain/plan-terms.ts';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mountLockable } from '#renderer/ui/testing/mount-lockable.tsx';
import { PlansPage } from './plans-page.tsx';

beforeAll(() => startMessages());

const shown = ['contacts', 'plans', 'planTerms', 'jobs', 'visits', 'jobEvents', 'tasks'] as const;

async function showPlans() {
  const world = createMemoryRecords();
  world.context.now = Date.now();
  const contactId = expectOk(world.run('contact.create', { name: 'Maria Keller' })).id;
  const patch = () =>
    takePatches(shown.map((collection) => ({ collection, upsert: world.list(collection), remove: [] })));
  await startStubVault({
    async run(name, args) {
      const done = world.run(name as 'job.update', args as never);
      if (!done.ok) return done;
      patch();
      return { ok: true, value: { value: done.value, undoTitle: name } };
    },
  });
  patch();
  const root = createRootRoute();
  const routeTree = root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/plans', component: PlansPage }),
    createRoute({ getParentRoute: () => root, path: '/jobs/$jobId', component: () => null }),
  ]);
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/plans'] }) });
  onTestFinished(() => clearTables());
  const { lock, unlock } = mountLockable(<RouterProvider router={router as never} />);
  return { lock, unlock, world, contactId, patch };
}

test('a plan is made in one form, shows what is next, and one of its visits is left out', async () => {
  const { world } = await showPlans();
  await page.getByRole('button', { name: 'New plan' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'New plan' }).click();
  await expect.element(dialog.getByText('Choose who it is for.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Customer' }).click();
  await page.getByRole('option', { name: 'Maria Keller' }).click();
  await userEvent.fill(dialog.getByRole('textbox', { name: 'What is done' }), 'Boiler service');
  await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'How often' }), 'week');
  await userEvent.fill(dialog.getByRole('textbox', { name: /Price of a visit/ }), '90');
  await dialog.getByRole('button', { name: 'New plan' }).click();
  await expect.element(page.getByRole('article').getByText('Maria Keller')).toBeVisible();
  const [plan] = world.list('plans');
  expect(plan).toMatchObject({ title: 'Boiler service', times: { rule: 'FREQ=WEEKLY', time: '09:00' } });
  const next = addDays(plan!.times.first, 7);
  const job = () => world.records.get('jobs', planIds(plan!.id, next).jobId);
  expect(job()).toBeDefined();
  const terms = world.records.get('planTerms', plan!.id)!;
  expect(priceOn(terms, next)).toEqual({ amount: '9000', currency: 'EUR' });
  await page.getByRole('list', { name: 'Next visits' }).getByRole('button', { name: /^Skip/ }).nth(1).click();
  await expect.poll(job).toBeUndefined();
});

test('what was typed of a plan is there again after a lock, and a change begins anew after Esc', async () => {
  const { lock, unlock, world, contactId } = await showPlans();
  const times = { first: dayOf(Date.now(), 'UTC'), rule: 'FREQ=WEEKLY', time: '09:00', minutes: 60 };
  expectOk(world.run('plan.create', { contactId, title: 'Cleaning', times }));
  takePatches(shown.map((collection) => ({ collection, upsert: world.list(collection), remove: [] })));
  const title = page.getByRole('dialog').getByRole('textbox', { name: 'What is done' });
  for (const [button, empty] of [
    ['Change plan', 'Cleaning'],
    ['New plan', ''],
  ] as const) {
    const open = () => page.getByRole('button', { name: button }).click();
    await open();
    await expect.element(title).toHaveValue(empty);
    await title.fill('Deep cleaning');
    lock();
    await expect.element(title).not.toBeInTheDocument();
    unlock();
    // The form of a new one stands open again by its address.
    if (button === 'Change plan') await open();
    await expect.element(title).toHaveValue('Deep cleaning');
    await userEvent.keyboard('{Escape}');
    await expect.element(title).not.toBeInTheDocument();
    await open();
    await expect.element(title).toHaveValue(empty);
    await userEvent.keyboard('{Escape}');
    await expect.element(title).not.toBeInTheDocument();
  }
});

test('a plan is changed from a day on: another plan goes on, and the one before ends', async () => {
  const { world, contactId } = await showPlans();
  const today = dayOf(Date.now(), 'UTC');
  const times = { first: addDays(today, 1), rule: 'FREQ=WEEKLY', time: '09:00', minutes: 60 };
  expectOk(world.run('plan.create', { contactId, title: 'Cleaning', times }));
  takePatches(shown.map((collection) => ({ collection, upsert: world.list(collection), remove: [] })));
  await page.getByRole('button', { name: 'Change plan' }).click();
  const dialog = page.getByRole('dialog');
  await userEvent.fill(dialog.getByRole('textbox', { name: 'What is done' }), 'Deep cleaning');
  await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'Change' }), 'following');
  await userEvent.fill(dialog.getByLabelText('From', { exact: true }), addDays(today, 20));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(world.list('plans').map(({ title, until }) => [title, until])).toEqual([
    ['Cleaning', addDays(today, 21)],
    ['Deep cleaning', undefined],
  ]);
});

const price = { amount: '30000', currency: 'EUR' };

test('a plan says how many of its visits are used, and is renewed at a price that can be changed and told', async () => {
  const { world, contactId, patch } = await showPlans();
  const today = dayOf(Date.now(), 'UTC');
  const renewsOn = addDays(today, 10);
  const times = { first: today, rule: 'FREQ=WEEKLY', time: '09:00', minutes: 60 };
  const terms = { billing: 'year' as const, price, includedVisits: 4, renewsOn };
  const { id } = expectOk(world.run('plan.create', { contactId, title: 'Cleaning', times, terms }));
  expectOk(world.run('job.complete', { id: planIds(id, today).jobId }));
  expectOk(world.run('plan.askRenewals', {}));
  patch();
  const line = page.getByRole('article');
  await expect.element(line.getByText(/€300\.00 each year · 1 of 4 visits used/)).toBeVisible();
  await line.getByRole('button', { name: 'Renew…' }).click();
  const dialog = page.getByRole('dialog');
  const words = dialog.getByRole('textbox', { name: 'Words for the customer' });
  await expect
    .element(words)
    .toHaveValue(expect.stringContaining('Hello Maria Keller, your plan “Cleaning”'));
  await userEvent.fill(dialog.getByRole('textbox', { name: /^Price/ }), '320');
  await expect.element(words).toHaveValue(expect.stringContaining('€320.00'));
  await dialog.getByRole('button', { name: 'Renew', exact: true }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  const agreed = world.records.get('planTerms', id)!;
  expect(priceOn(agreed, renewsOn)?.amount).toBe('32000');
  expect(priceOn(agreed, today)?.amount).toBe('30000');
  expect(world.list('tasks').map(({ done }) => done !== undefined)).toEqual([true]);
});

test('who does not see money sees the visits of a plan and no amount', async () => {
  const { world, contactId } = await showPlans();
  useSession.setState({ access: presets.technician });
  onTestFinished(() => useSession.setState({ access: presets.owner }));
  const times = { first: dayOf(Date.now(), 'UTC'), rule: 'FREQ=WEEKLY', minutes: 60 };
  const terms = { billing: 'year' as const, price };
  expectOk(world.run('plan.create', { contactId, title: 'Cleaning', times, terms }));
  const seen = shown.filter((collection) => collections[collection].compartment !== 'money');
  clearTables();
  takePatches(seen.map((collection) => ({ collection, upsert: world.list(collection), remove: [] })));
  const line = page.getByRole('article');
  await expect.element(line.getByText('Cleaning')).toBeVisible();
  expect(line.element().textContent).not.toMatch(/300|€/);
  await expect.element(line.getByRole('list', { name: 'Next visits' })).toBeVisible();
  expect(JSON.stringify(seen.map((collection) => world.list(collection)))).not.toContain('30000');
});

import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { expectOk } from '#shared/lib/result.ts';
import { useAddForm } from '#renderer/state/add-form.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { PipelinePage } from './pipeline-page.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

const shown: CollectionName[] = ['contacts', 'enquiries', 'jobs', 'stages'];

async function show() {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const { id } = expectOk(memory.run('enquiry.create', { contactId, title: 'Bathroom' }));
  const patch = () =>
    takePatches(shown.map((collection) => ({ collection, upsert: memory.list(collection), remove: [] })));
  await startStubVault({
    async run(name, args) {
      const done = memory.run(name as 'enquiry.setStage', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  const root = createRootRoute();
  const routeTree = root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/pipeline', component: PipelinePage }),
  ]);
  const history = createMemoryHistory({ initialEntries: ['/pipeline'] });
  mount(
    <div style={{ height: 600, width: 1200 }}>
      <RouterProvider router={createRouter({ routeTree, history }) as never} />
    </div>,
  );
  return { stage: () => memory.records.get('enquiries', id), memory };
}

const card = () => page.getByRole('button', { name: /Bathroom/ });
const column = (name: string) => page.getByRole('region', { name });

/** As the browser tells of a drag; the frame that tests run in takes none of the pointer's. */
function drag(to: string): void {
  const dataTransfer = new DataTransfer();
  const tell = (element: Element, kind: string) =>
    element.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  tell(card().element(), 'dragstart');
  tell(column(to).element(), 'dragover');
  tell(column(to).element(), 'drop');
}

test('keys move an enquiry a stage; lost asks why and keeps it where it is without a reason', async () => {
  const { stage } = await show();
  await expect.element(card()).toBeVisible();
  card().element().focus();
  await userEvent.keyboard('l');
  await expect.poll(() => stage()?.stage).toBe('contacted');
  await expect.element(card()).toHaveFocus();
  drag('Lost');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Move to lost' }).click();
  await expect.element(page.getByText('Say why nothing came of it')).toBeVisible();
  expect(stage()?.stage).toBe('contacted');
  await dialog.getByLabelText('Why').fill('Price');
  await dialog.getByRole('button', { name: 'Move to lost' }).click();
  await expect.poll(() => stage()?.lostReason).toBe('Price');
});

test('what is dragged to won becomes a job', async () => {
  const { memory } = await show();
  await expect.element(card()).toBeVisible();
  drag('Won');
  await expect.poll(() => memory.list('jobs').map(({ title }) => title)).toEqual(['Bathroom']);
  await expect.element(column('Won').getByRole('button', { name: /Bathroom/ })).toBeVisible();
});

test('an enquiry is begun where enquiries stand, whoever asks', async () => {
  await show();
  await page.getByRole('button', { name: 'Add enquiry' }).click();
  expect(useAddForm.getState().form).toEqual({ of: 'enquiry' });
});

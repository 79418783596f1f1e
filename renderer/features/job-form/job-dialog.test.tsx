import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { JobDialog } from './job-dialog.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

async function show(isKnown: boolean) {
  const memory = createMemoryRecords();
  const { id } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  await startStubVault({
    async run(name, args) {
      const done = memory.run(name as 'job.create', args as never);
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  takePatches([{ collection: 'contacts', upsert: memory.list('contacts'), remove: [] }]);
  const closed = vi.fn<() => void>();
  const routeTree = createRootRoute({
    component: () => <JobDialog contactId={isKnown ? id : undefined} onClose={closed} />,
  });
  const history = createMemoryHistory({ initialEntries: ['/'] });
  mount(<RouterProvider router={createRouter({ routeTree, history }) as never} />);
  return { memory, contactId: id, closed, history };
}

const add = () => page.getByRole('button', { name: 'New job' }).click();

test('a job asks for whom it is and what is to be done, and opens', async () => {
  const { memory, contactId, closed, history } = await show(false);
  await add();
  await expect.element(page.getByText('Choose for whom the job is')).toBeVisible();
  await expect.element(page.getByText('A job needs a title')).toBeVisible();
  await page.getByRole('combobox', { name: 'Customer' }).fill('An');
  await page.getByRole('option', { name: 'Ann' }).click();
  await page.getByLabelText('Title').fill('Two radiators');
  await add();
  await expect.poll(() => closed.mock.calls.length).toBe(1);
  const [job] = memory.list('jobs');
  expect(job).toMatchObject({ title: 'Two radiators', contactId });
  await expect.poll(() => history.location.pathname).toBe(`/jobs/${job!.id}`);
});

test('at a contact only what is to be done is asked', async () => {
  const { memory, contactId, closed } = await show(true);
  await page.getByLabelText('Title').fill('Bathroom');
  expect(page.getByRole('combobox', { name: 'Customer' }).elements()).toEqual([]);
  await add();
  await expect.poll(() => closed.mock.calls.length).toBe(1);
  expect(memory.list('jobs')).toMatchObject([{ title: 'Bathroom', contactId }]);
});

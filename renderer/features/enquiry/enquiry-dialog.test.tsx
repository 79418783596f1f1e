import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { EnquiryDialog } from './enquiry-dialog.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

async function withAnn() {
  const memory = createMemoryRecords();
  const { id } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  await startStubVault({
    async run(name, args) {
      const done = memory.run(name as 'enquiry.create', args as never);
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  takePatches([{ collection: 'contacts', upsert: memory.list('contacts'), remove: [] }]);
  return { memory, id };
}

const add = () => page.getByRole('button', { name: 'Add enquiry' }).click();

test('an enquiry is added for a customer who is chosen, with what it is worth', async () => {
  const { memory, id } = await withAnn();
  const closed = vi.fn<() => void>();
  mount(<EnquiryDialog onClose={closed} />);
  await add();
  await expect.element(page.getByText('Choose who asks')).toBeVisible();
  await page.getByRole('combobox', { name: 'Customer' }).fill('An');
  await page.getByRole('option', { name: 'Ann' }).click();
  await page.getByLabelText('What is wanted').fill('Two radiators');
  await page.getByLabelText(/Worth/).fill('a lot');
  await add();
  await expect.element(page.getByText('This is not an amount')).toBeVisible();
  await page.getByLabelText(/Worth/).fill('450');
  await add();
  await expect.poll(() => closed.mock.calls.length).toBe(1);
  const [added] = memory.list('enquiries');
  expect(added).toMatchObject({ title: 'Two radiators', contactId: id, stage: 'new' });
  expect(memory.records.get('enquiryWorths', added!.id)?.worth?.amount).toBe('45000');
});

test('at a contact nobody is asked who asks', async () => {
  const { memory, id } = await withAnn();
  mount(<EnquiryDialog contactId={id} onClose={() => undefined} />);
  await page.getByLabelText('What is wanted').fill('Bathroom');
  expect(page.getByRole('combobox', { name: 'Customer' }).elements()).toEqual([]);
  await add();
  await expect.poll(() => memory.list('enquiries')).toMatchObject([{ title: 'Bathroom', contactId: id }]);
});

import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { plumber } from '#shared/agent/testing.ts';
import { createMemoryRecords, type MemoryRecords } from '#shared/commands/testing.ts';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { CallDialog } from './call-dialog.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

const hour = 60 * 60 * 1000;

/** The form over records that the commands of the product change. */
async function ring(prepare: (records: MemoryRecords) => void = () => undefined) {
  const memory = createMemoryRecords();
  memory.context.now = Date.now();
  memory.apply([
    { collection: 'business', id: 'business', path: [], before: undefined, after: plumber as never },
  ]);
  prepare(memory);
  const names = Object.keys(collections) as CollectionName[];
  await startStubVault({
    async run(name, args) {
      const done = memory.run(name as 'call.record', args as never);
      return done.ok ? { ok: true, value: { value: done.value, undoTitle: 'Call' } } : done;
    },
    search: async (query) => ({
      hits: memory
        .list('contacts')
        .filter(({ name }) => name.toLowerCase().startsWith(query.toLowerCase()))
        .map(({ id, name }) => ({
          kind: 'contact',
          id,
          at: 0,
          title: name,
          titleMarks: [],
          snippet: '',
          marks: [],
        })),
      total: 1,
      complete: true,
    }),
  });
  takePatches(
    names.map((collection) => ({ collection, upsert: memory.list(collection) as never[], remove: [] })),
  );
  let isClosed = false;
  mount(<CallDialog onClose={() => (isClosed = true)} />);
  await expect.element(page.getByLabelText('Who is it?')).toHaveFocus();
  return { memory, isClosed: () => isClosed };
}

test('a stranger with a boiler is written down with the keyboard alone, in a handful of fields', async () => {
  const { memory, isClosed } = await ring();
  await userEvent.keyboard('0171 5550123');
  await expect.element(page.getByLabelText('Name')).toBeVisible();
  await userEvent.keyboard('{Tab}Ada Braun{Tab}Boiler drips{Tab}Lindenweg 4{Tab}10115{Tab}Berlin{Enter}');
  await expect.poll(isClosed).toBe(true);
  const [contact] = memory.list('contacts');
  expect(contact).toMatchObject({ name: 'Ada Braun' });
  expect(Object.values(contact!.phones!)).toHaveLength(1);
  expect(memory.list('sites')).toMatchObject([{ address: { street: 'Lindenweg 4', city: 'Berlin' } }]);
  expect(memory.list('enquiries')).toMatchObject([{ title: 'Boiler drips', stage: 'contacted' }]);
});

test('who is known is chosen with Enter, and what is known of them stands beside the form', async () => {
  const { memory, isClosed } = await ring((records) => {
    const { id } = expectOk(records.run('contact.create', { name: 'Ada Braun', notes: 'Dog bites' }));
    const site = expectOk(records.run('site.create', { contactId: id, address: { street: 'Lindenweg 4' } }));
    expectOk(records.run('equipment.add', { siteId: site.id, name: 'Boiler', make: 'Vaillant' }));
    const start = records.context.now - 48 * hour;
    expectOk(
      records.run('job.create', { contactId: id, title: 'Service', visit: { start, end: start + hour } }),
    );
  });
  await userEvent.keyboard('ada');
  await expect.element(page.getByRole('option', { name: 'Ada Braun' })).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  const card = page.getByRole('complementary', { name: 'Ada Braun' });
  await expect.element(card.getByText('Boiler · Vaillant')).toBeVisible();
  await expect.element(card.getByText(/Last: .*Service/)).toBeVisible();
  await expect.element(card.getByText('Dog bites')).toBeVisible();
  await expect.element(card.getByText('Nothing is owed.')).toBeVisible();
  await expect.element(page.getByLabelText('What do they want?')).toHaveFocus();
  await userEvent.keyboard('Tap{Enter}');
  await expect.poll(isClosed).toBe(true);
  expect(memory.list('contacts')).toHaveLength(1);
  expect(memory.list('enquiries').map(({ title }) => title)).toContain('Tap');
});

test('a free time that is agreed on makes the job and its visit', async () => {
  const { memory, isClosed } = await ring();
  await userEvent.keyboard('Ada');
  await page.getByLabelText('What do they want?').fill('Tap');
  const first = page.getByLabelText('When').element().querySelectorAll('option')[1]!;
  await page.getByLabelText('When').selectOptions(first.value);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(isClosed).toBe(true);
  expect(memory.list('jobs')).toMatchObject([{ title: 'Tap' }]);
  expect(memory.list('visits')).toHaveLength(1);
});

test('what is missing is said at its field, and nothing is saved', async () => {
  const { memory, isClosed } = await ring();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Write down a name or a number')).toBeVisible();
  await page.getByLabelText('Who is it?').fill('Ada');
  await page.getByLabelText('When').selectOptions('other');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText('Choose the day')).toBeVisible();
  await expect.element(page.getByText('Write down what is to be done at this time')).toBeVisible();
  expect(memory.list('contacts')).toEqual([]);
  expect(isClosed()).toBe(false);
});

test('who could not be answered is called back: a task for today', async () => {
  const { memory, isClosed } = await ring();
  await userEvent.keyboard('0171 5550123');
  await page.getByRole('button', { name: 'Call back later' }).click();
  await expect.poll(isClosed).toBe(true);
  expect(memory.list('tasks')).toMatchObject([{ title: 'Call 0171 5550123 back', aboutKind: 'contacts' }]);
});

import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { useSelection } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ContactList } from './contact-list.tsx';
import { filterBy } from './people-view.ts';
import { usePeople } from './use-people.ts';

beforeAll(() => startMessages());
afterEach(() => {
  filterBy({});
  clearTables();
});

function List() {
  const rows = usePeople('');
  const selection = useSelection(rows);
  return (
    <div style={{ height: 400, width: 900 }}>
      <BulkBar selection={selection} total={rows.length} />
      <ContactList rows={rows} filtered={false} selection={selection} onOpen={() => {}} />
    </div>
  );
}

test('all that match are chosen at once, get a tag in one step, and go into the bin in another', async () => {
  const memory = createMemoryRecords();
  const steps: string[] = [];
  const patch = () => takePatches([{ collection: 'contacts', upsert: memory.list('contacts'), remove: [] }]);
  for (let number = 1; number <= 200; number++) memory.run('contact.create', { name: `Person ${number}` });
  await startStubVault({
    async run(name, args) {
      steps.push(name);
      const done = memory.run(name as 'contact.bulk', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  mount(<List />);
  await expect.element(page.getByText('Person 1', { exact: true })).toBeVisible();
  await page.getByRole('grid').click({ position: { x: 2, y: 2 } });
  await userEvent.keyboard(' ');
  await expect.element(page.getByText('1 chosen')).toBeVisible();
  await page.getByRole('button', { name: 'Select all 200 that match' }).click();
  await page.getByRole('button', { name: 'Add tag' }).click();
  await page.getByLabelText('Tag', { exact: true }).fill('Boiler');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => memory.list('contacts').filter(({ tags }) => tags?.['Boiler']).length).toBe(200);
  await page.getByRole('button', { name: 'Put in the bin' }).click();
  await expect.poll(() => memory.list('contacts').every(({ binnedAt }) => binnedAt !== undefined)).toBe(true);
  expect(steps).toEqual(['contact.bulk', 'bin.put']);
});

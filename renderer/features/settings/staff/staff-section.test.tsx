import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { StaffSection } from './staff-section.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

const shown: CollectionName[] = ['staff', 'members'];

async function show() {
  const records = createMemoryRecords();
  const member = { id: 'ana', name: 'Ana', createdAt: 0, phone: '+441632960001' };
  records.apply([{ collection: 'members', id: 'ana', path: [], before: undefined, after: member }]);
  const patch = () =>
    takePatches(shown.map((collection) => ({ collection, upsert: records.list(collection), remove: [] })));
  await startStubVault({
    async run(name, args) {
      const done = records.run(name as 'staff.create', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  mount(
    <KeepsUnsaved>
      <StaffSection />
    </KeepsUnsaved>,
  );
  return records;
}

test('a van is added without any device; of a member only what is changed is written down', async () => {
  const records = await show();
  await page.getByRole('button', { name: 'Add' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect.element(page.getByText('A name is needed')).toBeVisible();
  await dialog.getByLabelText('Name').fill('Blue van');
  await dialog.getByLabelText('Kind').selectOptions('van');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect.element(page.getByText('Van', { exact: true })).toBeVisible();
  expect(records.list('staff')).toMatchObject([{ name: 'Blue van', kind: 'van', colour: 'blue' }]);

  await page.getByRole('button', { name: 'Change Ana' }).click();
  await dialog.getByLabelText('Can do').fill('Gas');
  await userEvent.keyboard('{Enter}');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText('Person · Member · 01632 960001 · Gas')).toBeVisible();
  expect(records.records.get('staff', 'ana')).not.toHaveProperty('phone');

  await page.getByRole('button', { name: 'Change Blue van' }).click();
  await dialog.getByRole('button', { name: 'Schedule no more' }).click();
  await expect.element(page.getByRole('heading', { name: 'Scheduled no more' })).toBeVisible();
});

import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { useOwnFields } from '#renderer/state/own-fields.ts';
import { clearTables, takePatches, useRecord } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved, OwnFields } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { FieldsSection } from './fields-section.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

function Job() {
  const job = useRecord('jobs', 'job');
  return job === undefined ? null : <Filled job={job} />;
}

function Filled({ job }: { job: Parameters<typeof useOwnFields>[1] }) {
  return <OwnFields fields={useOwnFields('jobs', job)} />;
}

test('a field that an owner adds is filled in on a job, in the owner’s own way to write, and what is no value is said', async () => {
  const records = createMemoryRecords();
  const job = { id: 'job', contactId: 'c', title: 'Boiler', createdAt: 0 };
  records.apply([{ collection: 'jobs', id: 'job', path: [], before: undefined, after: job }]);
  const patch = () =>
    takePatches([
      { collection: 'jobs', upsert: records.list('jobs'), remove: [] },
      { collection: 'customFields', upsert: records.list('customFields'), remove: [] },
    ]);
  await startStubVault({
    async run(name, args) {
      const done = records.run(name as 'customField.create', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  mount(
    <KeepsUnsaved>
      <FieldsSection />
      <Job />
    </KeepsUnsaved>,
  );
  const section = page.getByRole('region', { name: 'Jobs' });
  await section.getByRole('button', { name: 'Add field' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabelText('Name').fill('Budget');
  await dialog.getByLabelText('Holds').selectOptions('money');
  await dialog.getByRole('button', { name: 'Add field' }).click();
  const budget = page.getByLabelText('Budget');
  await budget.fill('lots');
  await userEvent.tab();
  await expect.element(page.getByText('This is not an amount')).toBeVisible();
  expect(records.list('jobs')[0]?.custom ?? {}).toEqual({});
  await budget.fill('1200.50');
  await userEvent.tab();
  await expect.poll(() => Object.values(records.list('jobs')[0]?.custom ?? {})).toEqual(['120050']);
});

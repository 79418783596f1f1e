import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { CollectionName } from '#shared/domain/collections.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { RemindersSection } from './reminders-section.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

const hour = 60 * 60 * 1000;

test('an owner makes a reminder, sees it as the customer will, and who has no channel is listed with the words', async () => {
  const records = createMemoryRecords();
  const start = Date.now() + 30 * hour;
  records.context.now = Date.now() - 100 * hour;
  const put = (collection: CollectionName, after: { id: string; [field: string]: unknown }) =>
    records.apply([{ collection, id: after.id, path: [], before: undefined, after: after as never }]);
  const time = { start, end: start + hour, zone: 'UTC' };
  put('contacts', {
    id: 'c',
    name: 'José Núñez',
    createdAt: 0,
    phones: { a: { number: '+34600000001', label: 'Mobile' } },
  });
  put('jobs', { id: 'j', contactId: 'c', title: 'Boiler', createdAt: 0 });
  put('visits', { id: 'v', jobId: 'j', createdAt: 0, plannedFor: start, time });
  put('business', { id: 'business', name: 'Rossi', locale: 'en-GB', timeZone: 'UTC', country: 'GB' });
  put('messageTemplates', {
    id: 't',
    businessAccountId: '1',
    name: 'visit_soon',
    language: 'en_GB',
    category: 'UTILITY',
    status: 'APPROVED',
    statusAt: 0,
    components: [
      { type: 'BODY', text: 'Hello {{1}}, we come on {{2}}.' },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Confirm' }] },
    ],
  });
  const shown = ['contacts', 'jobs', 'visits', 'business', 'messageTemplates', 'reminderRules'] as const;
  const patch = () =>
    takePatches(shown.map((collection) => ({ collection, upsert: records.list(collection), remove: [] })));
  await startStubVault({
    async run(name, args) {
      const done = records.run(name as 'reminder.saveRule', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  mount(
    <KeepsUnsaved>
      <RemindersSection />
    </KeepsUnsaved>,
  );
  await page.getByRole('button', { name: 'Add reminder' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(dialog.getByText('Give it a name.')).toBeVisible();
  await dialog.getByLabelText('Name').fill('The day before');
  await dialog.getByLabelText('Template').selectOptions('visit_soon (en_GB)');
  const preview = dialog.getByRole('region', { name: 'As the customer reads it' });
  await expect.element(preview.getByText(/Hello José, we come on/)).toBeVisible();
  await dialog.getByLabelText('How long before').fill('2');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText('2 days before the visit')).toBeVisible();
  expect(records.list('reminderRules')).toMatchObject([
    { kind: 'before', minutes: 2 * 24 * 60, buttons: { '0': 'confirm' }, isOn: true },
  ]);
  await expect.element(page.getByText(/José Núñez .* no channel reaches them/)).toBeVisible();
  const link = page.getByRole('link', { name: 'Text message' });
  await expect
    .element(link)
    .toHaveAttribute('href', expect.stringMatching(/^sms:\+34600000001\?body=Hello%20Jos/));
});

test('an owner without WhatsApp writes a reminder by e-mail, and sees it as it will be read', async () => {
  const records = createMemoryRecords();
  const business = { id: 'business', name: 'Rossi', locale: 'en-GB', timeZone: 'UTC', country: 'GB' };
  const upsert = [business as never];
  const patch = () =>
    takePatches([
      { collection: 'business', upsert, remove: [] },
      { collection: 'reminderRules', upsert: records.list('reminderRules'), remove: [] },
    ]);
  await startStubVault({
    async run(name, args) {
      const done = records.run(name as 'reminder.saveRule', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  mount(
    <KeepsUnsaved>
      <RemindersSection />
    </KeepsUnsaved>,
  );
  await page.getByRole('button', { name: 'Add reminder' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabelText('Name').fill('The day before');
  await dialog.getByRole('switch', { name: /By e-mail to whom no template reaches/ }).click();
  await dialog.getByLabelText('Message').fill('Hello {{firstName}}, we come to do: {{work}}.');
  const preview = dialog.getByRole('region', { name: 'As it is read by e-mail' });
  await expect.element(preview.getByText(/Hello Ana, we come to do: Boiler service\./)).toBeVisible();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('cell', { name: 'e-mail', exact: true })).toBeVisible();
  expect(records.list('reminderRules')).toMatchObject([
    { mail: { subject: '{{work}}, {{day}}', text: 'Hello {{firstName}}, we come to do: {{work}}.' } },
  ]);
  expect(records.list('reminderRules')[0]).not.toHaveProperty('templateId');
});

import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { plumber } from '#shared/agent/testing.ts';
import { collections, type CollectionName } from '#shared/domain/collections.ts';
import { isRestricted } from '#shared/domain/restriction.ts';
import { isLimitedPerson } from '#shared/records/right-to-send.ts';
import { expectOk } from '#shared/lib/result.ts';
import { consentOf } from '#shared/records/consents.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches, useRecord } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { PrivacyPanel } from './privacy-panel.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

function Panel({ id }: { id: string }) {
  const contact = useRecord('contacts', id);
  return contact === undefined ? null : <PrivacyPanel contact={contact} />;
}

/** Ada's panel over records that the commands of the product change. */
async function show(prepare: (world: ReturnType<typeof createMemoryRecords>, id: string) => void = () => {}) {
  const world = createMemoryRecords();
  Object.assign(world.context, { isOwner: true });
  world.apply([
    { collection: 'business', id: 'business', path: [], before: undefined, after: plumber as never },
  ]);
  const { id } = expectOk(world.run('contact.create', { name: 'Ada' }));
  prepare(world, id);
  const names = Object.keys(collections) as CollectionName[];
  const patch = () =>
    takePatches(
      names.map((collection) => ({ collection, upsert: world.list(collection) as never[], remove: [] })),
    );
  await startStubVault({
    async run(name, args) {
      const done = world.run(name as 'consent.record', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  const root = createRootRoute({
    component: () => (
      <KeepsUnsaved>
        <Panel id={id} />
      </KeepsUnsaved>
    ),
  });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  mount(<RouterProvider router={router as never} />);
  return { world, id };
}

const line = (name: string) => page.getByRole('listitem').filter({ hasText: name });

test('an owner notes that a customer agrees to offers, by the words of the notice, and that they refuse again', async () => {
  const { world, id } = await show((before) => {
    const asks = { marketing: 'May we send you offers?' };
    expectOk(before.run('notice.publish', { country: plumber.country, text: 'We are', asks, madeFrom: '-' }));
  });
  await expect.element(line('Offers and news').getByText('No', { exact: true })).toBeVisible();
  await expect.element(line('Reminders of visits').getByText('Yes', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Change: Offers and news' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await expect.element(dialog.getByText('Choose what they say.')).toBeVisible();
  await expect.element(dialog.getByText('Write down what they said, or where the proof lies.')).toBeVisible();
  await dialog.getByLabelText('They say').selectOptions('yes');
  await dialog.getByLabelText('In which words').fill('Yes, gladly');
  await dialog.getByLabelText('They were shown these words of the notice').click();
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await expect.element(line('Offers and news').getByText('Yes', { exact: true })).toBeVisible();
  await expect.element(line('Offers and news').getByText(/“Yes, gladly”/)).toBeVisible();
  expect(world.list('consents')).toMatchObject([{ given: true, shown: 'May we send you offers?' }]);
  await page.getByRole('button', { name: 'Change: Offers and news' }).click();
  await expect.element(dialog.getByText('May we send you offers?', { exact: true }).first()).toBeVisible();
  await dialog.getByLabelText('They say').selectOptions('no');
  await dialog.getByLabelText('In which words').fill('Enough');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await expect.element(line('Offers and news').getByText(/“Enough”/)).toBeVisible();
  expect(consentOf(world.records, id, 'marketing').is).toBe('withdrawn');
});

test('“Do not contact” ends all of it, and lifting it asks for each anew', async () => {
  const { world, id } = await show();
  await page.getByRole('switch', { name: /Do not contact/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do not contact' }).click();
  await expect.element(page.getByText(/They are not to be contacted/)).toBeVisible();
  expect(isLimitedPerson(world.records, id, 'doNotContact')).toBe(true);
  await page.getByRole('switch', { name: /Do not contact/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Contact again' }).click();
  await expect.poll(() => isLimitedPerson(world.records, id, 'doNotContact')).toBe(false);
  await expect.element(line('Messages about their work').getByText('No', { exact: true })).toBeVisible();
});

test('a restriction asks why, and is lifted only with how they were told', async () => {
  const { world, id } = await show();
  await page.getByRole('button', { name: 'Only keep their data' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Only keep their data' }).click();
  await expect.element(dialog.getByText('Write why.')).toBeVisible();
  await dialog.getByLabelText('Why', { exact: true }).fill('The address is wrong');
  await dialog.getByRole('button', { name: 'Only keep their data' }).click();
  await expect.element(page.getByText(/The address is wrong/)).toBeVisible();
  expect(isRestricted(world.records.get('contacts', id))).toBe(true);
  await page.getByRole('button', { name: 'Use their data again' }).click();
  await dialog.getByRole('button', { name: 'Use their data again' }).click();
  await expect.element(dialog.getByText('Tell them first, and write how.')).toBeVisible();
  await dialog.getByLabelText('How you told them').fill('By phone');
  await dialog.getByRole('button', { name: 'Use their data again' }).click();
  await expect.element(page.getByText(/They were told: By phone/)).toBeVisible();
  expect(isRestricted(world.records.get('contacts', id))).toBe(false);
});

test('a child has a guardian, whose word and how it is known are written down', async () => {
  const { world, id } = await show();
  await page.getByRole('button', { name: 'This is a child' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabelText('Guardian', { exact: true }).fill('Eva');
  await dialog.getByLabelText('The guardian agrees').click();
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await expect.element(dialog.getByText('Write how you know.')).toBeVisible();
  await dialog.getByLabelText(/How you know that/).fill('Mother, met at the visit');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await expect.element(page.getByText(/Eva answers for them, and has agreed/)).toBeVisible();
  expect(world.records.get('contacts', id)).toMatchObject({ guardian: { name: 'Eva' } });
  expect(isLimitedPerson(world.records, id, 'minor')).toBe(true);
});

import { afterEach, beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches, useRecord } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { AddressList } from './address-list.tsx';
import { EmailList, PhoneList } from './entry-list.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

/** The fields of a contact, over records that each change reaches only when the test lets it. */
async function show(fields: Partial<Contact> = {}) {
  const records = createMemoryRecords();
  const made = records.run('contact.create', { name: 'Maria Keller', ...fields });
  if (!made.ok) throw new Error('no contact');
  const { id } = made.value;
  const stored = () => records.records.get('contacts', id)!;
  const patch = () => takePatches([{ collection: 'contacts', upsert: [stored()], remove: [] }]);
  const waiting: (() => void)[] = [];
  await startStubVault({
    async run(name, args) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      const done = records.run(name as 'contact.update', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  function Fields() {
    const contact = useRecord('contacts', id);
    if (contact === undefined) return null;
    return (
      <KeepsUnsaved>
        <PhoneList contact={contact} />
        <EmailList contact={contact} />
        <AddressList contact={contact} />
        <button type="button">Elsewhere</button>
      </KeepsUnsaved>
    );
  }
  mount(<Fields />);
  async function answer() {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()!();
  }
  return { stored, answer, addresses: () => Object.values(stored().addresses ?? {}) };
}

const street = page.getByLabelText('Street');

test('a first address typed in one go is kept whole, however late the first part is stored', async () => {
  const { answer, addresses } = await show();
  await street.click();
  await userEvent.keyboard('12 Elm Street{Tab}E1 6AN{Tab}Lon');
  await answer();
  await expect.poll(() => addresses()[0]?.street).toBe('12 Elm Street');
  await userEvent.keyboard('don');
  await expect.element(page.getByLabelText('City')).toHaveFocus();
  await userEvent.keyboard('{Tab}');
  await answer();
  await answer();
  await expect.poll(addresses).toEqual([{ street: '12 Elm Street', postcode: 'E1 6AN', city: 'London' }]);
  await expect.element(street).toHaveValue('12 Elm Street');
});

test('an address that is emptied and written anew stays under the hands that do so', async () => {
  const { answer, addresses } = await show({ addresses: { a: { street: 'Old Road 1' } } });
  await street.fill('');
  await userEvent.keyboard('{Tab}');
  await answer();
  await expect.poll(addresses).toEqual([]);
  await userEvent.keyboard('E1 6AN{Tab}');
  await answer();
  await expect.poll(addresses).toEqual([{ postcode: 'E1 6AN' }]);
});

test('a new phone number stays the field it was typed into, and an empty one leaves no trace', async () => {
  const { answer, stored } = await show();
  await page.getByRole('button', { name: 'Add phone' }).click();
  const phone = page.getByLabelText('Phone', { exact: true });
  await expect.element(phone).toHaveFocus();
  const field = phone.element();
  await userEvent.keyboard('+442079460018{Tab}');
  await answer();
  await expect.poll(() => Object.values(stored().phones ?? {})).toEqual([{ number: '+442079460018' }]);
  expect(phone.element()).toBe(field);

  await page.getByRole('button', { name: 'Add e-mail' }).click();
  await page.getByRole('button', { name: 'Elsewhere' }).click();
  await expect.element(page.getByRole('button', { name: 'Add e-mail' })).toBeVisible();
});

test('what is no email address is said at its field, with what was typed kept', async () => {
  await show();
  await page.getByRole('button', { name: 'Add e-mail' }).click();
  await userEvent.keyboard('not-an-email{Tab}');
  await expect.element(page.getByText('This is not an e-mail address')).toBeVisible();
  await expect.element(page.getByLabelText('E-mail', { exact: true })).toHaveValue('not-an-email');
});

test('what is too long is said at its field and nowhere else, with all of it kept', async () => {
  const { answer } = await show();
  const long = 'x'.repeat(203);
  await street.fill(long);
  await userEvent.keyboard('{Tab}');
  await answer();
  await expect.element(page.getByText('This is 3 too many. At most 200 characters fit here.')).toBeVisible();
  await expect.element(street).toHaveValue(long);
});

test('a number is labelled with a usual word or one’s own, and keeps it when the number changes', async () => {
  const { stored, answer } = await show({ phones: { p: { number: '+447700900101' } } });
  await page.getByRole('button', { name: /^Say what .* is for/ }).click();
  await page.getByRole('button', { name: 'Work' }).click();
  await answer();
  await expect.poll(() => stored().phones?.['p']?.label).toBe('Work');
  await page.getByLabelText('Work', { exact: true }).fill('+447700900102');
  await userEvent.keyboard('{Enter}');
  await answer();
  await expect.poll(() => stored().phones?.['p']).toEqual({ number: '+447700900102', label: 'Work' });
});

import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Contact } from '#shared/domain/contact.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { CustomerDialog } from './customer-dialog.tsx';

beforeAll(() => startMessages());

/** The dialog over two customers; gives whom it was answered with, and who was added. */
async function show(): Promise<{ chosen: string[]; added: unknown[] }> {
  const chosen: string[] = [];
  const added: unknown[] = [];
  await startStubVault({
    run: (async (_name: string, args: unknown) => {
      added.push(args);
      return { ok: true, value: { value: { id: 'added' } } };
    }) as never,
  });
  const contact = (id: string, name: string): Contact => ({ id, name, createdAt: 0 });
  const upsert = [contact('keller', 'Maria Keller'), contact('muller', 'José Müller')];
  takePatches([{ collection: 'contacts', upsert, remove: [] }]);
  onTestFinished(clearTables);
  mount(
    <CustomerDialog
      opened
      title="Who is it for?"
      confirmLabel="Start"
      onClose={() => {}}
      onChoose={async (id) => void chosen.push(id)}
    />,
  );
  return { chosen, added };
}

const field = () => page.getByRole('combobox', { name: 'Customer' });

test('a part of a name and Enter takes the customer who is there, and makes no second one', async () => {
  const { chosen, added } = await show();
  await field().fill('maria');
  await userEvent.keyboard('{Enter}');
  await expect.element(field()).toHaveValue('Maria Keller');
  expect(chosen).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => chosen).toEqual(['keller']);
  expect(added).toEqual([]);
});

test('words in any order and without accents find the customer', async () => {
  const { chosen } = await show();
  await field().fill('muller jose');
  await userEvent.keyboard('{Enter}');
  await expect.element(field()).toHaveValue('José Müller');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => chosen).toEqual(['muller']);
});

test('somebody new is added when the owner says so', async () => {
  const { chosen, added } = await show();
  await field().fill('Maria');
  await page.getByRole('option', { name: 'Add “Maria” as a new customer' }).click();
  await expect.element(field()).toHaveValue('Maria');
  await page.getByRole('button', { name: 'Add Maria and start' }).click();
  await expect.poll(() => chosen).toEqual(['added']);
  expect(added).toEqual([{ name: 'Maria' }]);
});

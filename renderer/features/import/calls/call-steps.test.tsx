import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { AppCommandName } from '#shared/commands/index.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { CallSteps } from './call-steps.tsx';

beforeAll(() => startMessages());

test('a phone’s calls with people who are known are kept, the others are not, and all are erased with one click', async () => {
  const memory = createMemoryRecords();
  memory.run('contact.create', { name: 'Ann', phones: { a: { number: '+4915112345678' } } });
  const gone = new Set<string>();
  function patch(): void {
    const calls = memory.list('phoneCalls');
    const ids = new Set(calls.map(({ id }) => id));
    const remove = [...gone].filter((id) => !ids.has(id));
    for (const id of ids) gone.add(id);
    const others = (['contacts', 'imports'] as CollectionName[]).map((collection) => {
      return { collection, upsert: memory.list(collection), remove: [] };
    });
    takePatches([...others, { collection: 'phoneCalls', upsert: calls, remove }]);
  }
  await startStubVault({
    async run(name, args) {
      const done = memory.run(name as AppCommandName, args as never);
      patch();
      return done.ok ? ok({ value: done.value, auditId: '' }) : done;
    },
  });
  patch();
  onTestFinished(clearTables);
  mount(<CallSteps />);
  const place = page.getByRole('button', { name: 'Choose file' });
  await expect.element(place).toBeVisible();
  const dataTransfer = new DataTransfer();
  const xml = [
    '<calls count="2">',
    '<call number="+4915112345678" duration="65" date="1700000000000" type="1" />',
    '<call number="+4916099999999" duration="9" date="1700000000000" type="2" contact_name="Secret" />',
    '</calls>',
  ].join('\n');
  dataTransfer.items.add(new File([xml], 'calls.xml'));
  place.element().dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  await expect.element(page.getByText('1 call with people you know')).toBeVisible();
  await expect.element(page.getByText('One call with somebody else is not kept.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Which phone is it?' }).fill('Van 2');
  await page.getByRole('button', { name: 'Import the calls' }).click();
  await expect.element(page.getByText('1 call added')).toBeVisible();
  expect(memory.list('phoneCalls')).toMatchObject([{ direction: 'in', seconds: 65, phone: 'Van 2' }]);
  expect(JSON.stringify(memory.snapshot())).not.toMatch(/Secret|16099999999/);
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.getByRole('button', { name: 'Erase all calls' }).click();
  await expect.element(page.getByText('1 call is kept')).not.toBeInTheDocument();
  expect(memory.list('phoneCalls')).toEqual([]);
});

import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { plumber } from '#shared/agent/testing.ts';
import { createMemoryRecords, whatsappAccount } from '#shared/commands/testing.ts';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { WriteFirst } from './write-first.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

async function open({ phone = '+31612345678', connected = true, chosen = true } = {}) {
  const memory = createMemoryRecords();
  memory.apply([
    { collection: 'business', id: 'business', path: [], before: undefined, after: plumber as never },
  ]);
  if (connected) expectOk(memory.run('channel.connect', whatsappAccount));
  const phones = phone === '' ? undefined : { a: { number: phone } };
  const { id } = expectOk(memory.run('contact.create', { name: 'Ada Braun', phones }));
  await startStubVault({
    async run(name, args) {
      const done = memory.run(name as 'conversation.begin', args as never);
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  const names = Object.keys(collections) as CollectionName[];
  takePatches(
    names.map((collection) => ({ collection, upsert: memory.list(collection) as never[], remove: [] })),
  );
  const opened: string[] = [];
  const routeTree = createRootRoute({
    component: () => (
      <WriteFirst
        contactId={chosen ? id : ''}
        onClose={() => {}}
        onDone={(conversationId) => opened.push(conversationId)}
      />
    ),
  });
  const history = createMemoryHistory({ initialEntries: ['/'] });
  mount(<RouterProvider router={createRouter({ routeTree, history }) as never} />);
  return { memory, opened };
}

test('whom nobody has written with is written to by their number, with a template first', async () => {
  const { memory, opened } = await open();
  await expect.element(page.getByRole('radio', { name: /^WhatsApp to/ })).toBeChecked();
  await expect.element(page.getByText(/one of your templates/)).toBeVisible();
  await page.getByRole('button', { name: 'Write' }).click();
  await expect.poll(() => opened).toEqual([memory.list('conversations')[0]?.id]);
});

test('the customer is chosen by name where none was chosen before', async () => {
  const { opened } = await open({ chosen: false });
  await page.getByRole('combobox', { name: 'To' }).fill('ada');
  await page.getByRole('option', { name: /Ada Braun/ }).click();
  await page.getByRole('button', { name: 'Write' }).click();
  await expect.poll(() => opened).toHaveLength(1);
});

test.each([
  ['no number that can be written to', { phone: '' }, /no number and no conversation/, 'Open the contact'],
  ['no channel', { connected: false }, /No number of your business/, 'Connect a channel'],
])('with %s it says what to do', async (_what, given, words, button) => {
  await open(given);
  await expect.element(page.getByText(words)).toBeVisible();
  await expect.element(page.getByRole('button', { name: button })).toBeVisible();
});

import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { createRuledBusiness } from '#shared/commands/rules/testing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { KeepsUnsaved } from '#renderer/ui/index.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { RulesSection } from './rules-section.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

const shown = [
  'business',
  'contacts',
  'conversations',
  'identities',
  'members',
  'messageStates',
  'messages',
  'ruleRuns',
  'rules',
] as const satisfies readonly CollectionName[];

const hour = 60 * 60 * 1000;

/** A business in which people have written these days, and its rules on the screen. */
async function openRules() {
  const world = createRuledBusiness();
  world.context.now = Date.now() - 2 * hour;
  world.ingest('We have a leak under the sink');
  world.ingest('Good morning', { phone: '447700900002', at: world.context.now });
  const patch = () =>
    takePatches(shown.map((collection) => ({ collection, upsert: world.list(collection), remove: [] })));
  await startStubVault({
    async run(name, args) {
      const done = world.run(name as 'rule.save', args as never);
      patch();
      return done.ok ? { ok: true, value: { value: done.value } } : done;
    },
  });
  patch();
  const rootRoute = createRootRoute({
    component: () => (
      <KeepsUnsaved>
        <RulesSection />
      </KeepsUnsaved>
    ),
  });
  mount(<RouterProvider router={createRouter({ routeTree: rootRoute, history: createMemoryHistory() })} />);
  return { ...world, patch };
}

test('a rule that is ready made shows what it would have done, is turned on, and what it does is taken back', async () => {
  const world = await openRules();
  await page.getByRole('button', { name: /Look at it: When a message comes in with “urgent”/ }).click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText(/mark it as urgent and tell whoever has it/)).toBeVisible();
  await dialog.getByRole('button', { name: 'See what it would have done' }).click();
  await expect.element(dialog.getByText(/run once, for José 1/)).toBeVisible();
  expect(world.list('rules')).toEqual([]);
  world.context.now += hour;
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect.element(page.getByRole('switch', { name: /On: When a message/ })).toBeChecked();
  expect(world.list('rules')).toMatchObject([{ isOn: true, when: { on: 'message' } }]);

  world.context.now += 60_000;
  world.ingest('It is an emergency', { phone: '447700900002' });
  world.look();
  world.patch();
  await expect.element(page.getByText(/Priority: Urgent/)).toBeVisible();
  await page.getByRole('button', { name: 'Take back for José 2' }).click();
  await expect.element(page.getByText(/Told everybody · taken back/)).toBeVisible();
  expect(world.list('conversations').every(({ priority }) => priority === undefined)).toBe(true);
});

test('a rule is written in the dialog, which says what is missing and reads it out as a sentence', async () => {
  const world = await openRules();
  await page.getByRole('button', { name: 'Add rule' }).click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('Say what is done.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'When' }).selectOptions('nobody answers a customer');
  await dialog.getByRole('combobox', { name: 'Add what is done' }).selectOptions('Make a task');
  await expect.element(dialog.getByText('Say what the task is.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'What is to be done' }).fill('Call {{name}}');
  await expect
    .element(dialog.getByText(/nobody has answered for 30 working minutes → make a task “Call {{name}}”/))
    .toBeVisible();
  await dialog.getByRole('button', { name: 'See what it would have done' }).click();
  await dialog.getByRole('button', { name: 'Keep it off' }).click();
  expect(world.list('rules')).toMatchObject([
    {
      isOn: false,
      when: { on: 'unanswered', minutes: 30 },
      actions: [{ do: 'task', title: 'Call {{name}}' }],
    },
  ]);
});

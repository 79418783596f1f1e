import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { createRuledBusiness } from '#shared/commands/rules/testing.ts';
import { ok } from '#shared/lib/result.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { clearTables } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { RequestCard } from './request-card.tsx';

beforeAll(() => startMessages());
afterEach(() => clearTables());

test('a wish to be reminded becomes a task when a person accepts it, and not before', async () => {
  const world = createRuledBusiness();
  world.ingest('Please remind me on Friday');
  const talk = world.talk();
  const upTo = world.messages()[0]!.at;
  await startStubVault({
    async run(name, args) {
      const done = world.run(name as 'task.create', args as never);
      return done.ok ? ok({ value: done.value }) : done;
    },
    proposeRequest: async () => ok({ kind: 'remind', upTo, words: 'Please remind me', day: '2026-12-04' }),
  });
  const root = createRootRoute({
    component: () => <RequestCard conversation={talk} messages={world.messages()} name="José 1" />,
  });
  mount(<RouterProvider router={createRouter({ routeTree: root, history: createMemoryHistory() })} />);
  await expect.element(page.getByText(/Wants to be reminded on/)).toBeVisible();
  expect(world.list('tasks')).toEqual([]);
  await page.getByRole('button', { name: 'Make a task' }).click();
  await expect
    .poll(() => world.list('tasks').map(({ title, due }) => [title, due]))
    .toEqual([['Remind José 1', { day: '2026-12-04' }]]);
  await expect.poll(() => world.talk().requestsSettledUpTo).toBe(upTo);
});

import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Conversation } from '#shared/domain/conversation.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { Frame } from './frame.tsx';

const asked: [name: string, args: unknown][] = [];

beforeAll(async () => {
  await startMessages();
  await startStubVault({
    run: async (name, args) => {
      asked.push([name, args]);
      return { ok: true, value: { value: {} as never } };
    },
  });
});

const conversation: Conversation = {
  id: 'talk',
  contactId: 'ana',
  channel: 'whatsapp',
  accountId: 'shop',
  state: 'open',
  createdAt: 0,
  lastAt: 0,
  dangers: {
    m1: { kind: 'gas', strength: 'certain', language: 'en', at: 1, words: 'I smell gas in the kitchen' },
  },
};

function put(changes: Partial<Conversation>): void {
  const ana = { id: 'ana', name: 'Ana Byrne', createdAt: 0 };
  takePatches([
    { collection: 'contacts', upsert: [ana], remove: [] },
    { collection: 'conversations', upsert: [{ ...conversation, ...changes }], remove: [] },
  ]);
}

/** The window around whatever screen is open. */
function openWindow(at: string) {
  const nothing = () => {};
  const routeTree = createRootRoute({
    component: () => <Frame onSearch={nothing} onAsk={nothing} onCall={nothing} onLock={nothing} />,
    notFoundComponent: () => null,
  });
  const history = createMemoryHistory({ initialEntries: [at] });
  const host = mount(<RouterProvider router={createRouter({ routeTree, history }) as never} />);
  return () => host.querySelector('[role=alert][aria-label="Customers in danger"]')?.textContent;
}

test.each(['/contacts', '/money'])(
  'who may be in danger stands above every screen (%s), with their words, until somebody looks after them',
  async (at) => {
    const words = openWindow(at);
    await expect.poll(words).toBe('');
    put({});
    for (const told of ['Gas', 'Ana Byrne', 'I smell gas in the kitchen', 'Nothing was sent by itself'])
      await expect.poll(words).toContain(told);
    put({ dangersTold: { m1: 2 } });
    await expect.poll(words).toContain('The customer was told whom to call.');
    asked.length = 0;
    await page.getByRole('button', { name: 'I look after it' }).click();
    await expect.poll(() => asked).toEqual([['danger.take', { in: 'conversations', id: 'talk' }]]);
    put({ dangersTaken: { m1: { at: 3, memberId: 'me' } } });
    await expect.poll(words).toBe('');
  },
);

test('danger in a request on the public page and in a webhook stands there too, and is taken there', async () => {
  const words = openWindow('/money');
  const dangers = (said: string) => ({ m1: { ...conversation.dangers!['m1']!, words: said } });
  const booking = { id: 'b', at: 1, contactId: 'ana', wishes: [], name: 'Ana', language: 'en', secret: 's' };
  const arrival = { id: 'w', at: 1, sourceId: 'form', dangers: dangers('Sparks from the socket') };
  const request = { ...booking, state: 'asked' as const, stateAt: 1, dangers: dangers('It smells of gas') };
  takePatches([
    { collection: 'contacts', upsert: [{ id: 'ana', name: 'Ana Byrne', createdAt: 0 }], remove: [] },
    { collection: 'bookings', upsert: [request], remove: [] },
    { collection: 'webhookArrivals', upsert: [arrival], remove: [] },
  ]);
  for (const told of ['Ana Byrne', 'It smells of gas', 'Sparks from the socket', 'A customer'])
    await expect.poll(words).toContain(told);
  asked.length = 0;
  for (const button of page.getByRole('button', { name: 'I look after it' }).all()) await button.click();
  await expect
    .poll(() => asked)
    .toEqual([
      ['danger.take', { in: 'bookings', id: 'b' }],
      ['danger.take', { in: 'webhookArrivals', id: 'w' }],
    ]);
});

import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Conversation } from '#shared/domain/conversation.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { takePatches } from '#renderer/state/records.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { DangerBanner } from './danger-banner.tsx';

beforeAll(() => startMessages());

const conversation: Conversation = {
  id: 'talk',
  contactId: 'maria',
  channel: 'whatsapp',
  accountId: 'a',
  state: 'open',
  createdAt: 0,
  lastAt: 0,
  dangers: {
    m1: { kind: 'gas', strength: 'certain', language: 'es', at: 1000, words: 'huele a gas' },
  },
};

test('who is in danger stands above every screen with their words, until somebody has taken it on any device', async () => {
  const routeTree = createRootRoute({ component: DangerBanner });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  mount(<RouterProvider router={router as never} />);
  const put = (talk: Conversation) =>
    takePatches([{ collection: 'conversations', upsert: [talk], remove: [] }]);
  const alert = page.getByRole('alert', { name: 'Customers in danger' });
  put(conversation);
  await expect.element(alert).toHaveTextContent('“huele a gas”');
  await expect.element(alert).toHaveTextContent('Nothing was sent by itself');
  put({ ...conversation, dangersTold: { m1: 2000 } });
  await expect.element(alert).toHaveTextContent('The customer was told whom to call.');
  put({ ...conversation, dangersTaken: { m1: { at: 3000, memberId: 'tom' } } });
  await expect.element(page.getByText('“huele a gas”')).not.toBeInTheDocument();
});

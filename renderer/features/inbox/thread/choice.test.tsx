import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Message } from '#shared/domain/conversation.ts';
import { type Offer, tokenOf } from '#shared/domain/offer.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { buildThread } from './thread-items.ts';

const now = Date.UTC(2026, 10, 21, 12);
beforeAll(() => startMessages());

function show(...messages: Partial<Message>[]): void {
  const whole = messages.map((fields, index): Message => ({
    id: `m${index}`,
    conversationId: 'talk',
    direction: 'in',
    type: 'text',
    at: now - 3_600_000 + index * 1000,
    ...fields,
  }));
  const items = buildThread(whole, () => true).filter((item) => item.kind === 'message');
  mount(items.map((item) => <MessageBubble key={item.id} item={item} now={now} />));
}

const offerOf = (...titles: string[]): Offer => ({
  options: Object.fromEntries(
    titles.map((title, order) => [`k${order}`, { order, title, target: { step: 'person' } }]),
  ),
  page: 0,
  more: { key: 'more', title: 'More' },
  open: 'Choose',
  expiresAt: now,
});
const question: Partial<Message> = {
  direction: 'out',
  text: 'What is it about?',
  statuses: { sent: now },
};
const options = () => page.getByRole('list', { name: 'What the customer can choose from' });

test('what was offered stands below its message, by the numbers that the customer may type', async () => {
  show({ ...question, offer: offerOf('Dripping tap', 'Blocked drain') });
  await expect.element(options()).toHaveTextContent('1Dripping tap2Blocked drain');
  await expect.element(page.getByText('Tapped', { exact: true })).not.toBeInTheDocument();
});

test('of many options those are shown that its page had, with the one that leads on', async () => {
  show({ ...question, offer: offerOf(...Array.from({ length: 12 }, (_, index) => `Service ${index + 1}`)) });
  const last = () => page.getByRole('listitem').elements().slice(-2);
  await expect.poll(() => last().map(({ textContent }) => textContent)).toEqual(['9Service 9', '0More']);
});

test('what the customer tapped is marked where it was offered, and said where it was tapped', async () => {
  const tap = { token: tokenOf('m0', 'k1'), title: 'Blocked drain' };
  show(
    { ...question, offer: offerOf('Dripping tap', 'Blocked drain') },
    { type: 'interactive', text: 'Blocked drain', tap, content: { list_reply: { title: 'Blocked drain' } } },
  );
  await expect.element(page.getByRole('listitem').nth(0)).not.toHaveAttribute('data-tapped');
  await expect.element(page.getByRole('listitem').nth(1)).toHaveAttribute('data-tapped');
  await expect.poll(() => page.getByText('Tapped', { exact: true }).elements()).toHaveLength(2);
});

test('a tap on something that is not ours shows its words', async () => {
  show({ type: 'button', text: 'Yes, please', tap: { token: 'YES', title: 'Yes, please' } });
  await expect.element(page.getByText('Yes, please')).toBeVisible();
});

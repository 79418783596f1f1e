import { expect, test } from 'vitest';
import { textMessage } from './outbound.ts';
import { whatsappRules } from './rules.ts';

const hour = 60 * 60 * 1000;
const replyWindow = (last: number | undefined, now: number) => whatsappRules.replyWindow(last, now, 'owner');

test('the reply window is open for exactly 24 hours after the customer wrote', () => {
  expect(replyWindow(0, 23 * hour + 59 * 60_000)).toEqual({
    open: true,
    closesAt: 24 * hour,
    minutesLeft: 1,
  });
  expect(replyWindow(0, 24 * hour - 1)).toEqual({ open: true, closesAt: 24 * hour, minutesLeft: 0 });
  expect(replyWindow(0, 24 * hour)).toEqual({ open: false, closesAt: 24 * hour, minutesLeft: 0 });
  expect(replyWindow(undefined, 0)).toEqual({ open: false, closesAt: undefined, minutesLeft: 0 });
});

test('a user id goes out as `recipient` and alone, a number with its plus in `to`', () => {
  const message = { text: 'Hi', correlation: 'record-1' };
  const byId = textMessage({ ...message, recipient: { userId: 'US.1349' } });
  expect(byId).toMatchObject({ recipient: 'US.1349', biz_opaque_callback_data: 'record-1' });
  expect(byId).not.toHaveProperty('to');
  const byPhone = textMessage({ ...message, recipient: { phone: '31612345678' }, replyTo: 'wamid.q' });
  expect(byPhone).toMatchObject({ to: '+31612345678', context: { message_id: 'wamid.q' } });
  expect(byPhone).not.toHaveProperty('recipient');
});

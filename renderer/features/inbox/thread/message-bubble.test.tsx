import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Message } from '#shared/domain/conversation.ts';
import { attachmentIdOf } from '#shared/domain/attachment.ts';
import { takePatches } from '#renderer/state/records.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { buildThread } from './thread-items.ts';

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;

beforeAll(() => startMessages());

/** Shows messages as the thread does, without its scrolling. */
function show(...messages: Partial<Message>[]): void {
  const whole = messages.map((fields, index): Message => ({
    id: `m${index}`,
    conversationId: 'talk',
    direction: 'in',
    type: 'text',
    at: now - hour + index * 1000,
    ...fields,
  }));
  const items = buildThread(whole, () => true).filter((item) => item.kind === 'message');
  mount(items.map((item) => <MessageBubble key={item.id} item={item} now={now} />));
}

test('a photo whose file is on its way says so, beside its caption', async () => {
  show({ type: 'image', text: 'The leak', content: { id: '1', mime_type: 'image/jpeg' } });
  await expect.element(page.getByText('Photo')).toBeVisible();
  await expect.element(page.getByText('Being fetched from WhatsApp')).toBeVisible();
  await expect.element(page.getByText('The leak')).toBeVisible();
});

test('a file that WhatsApp has forgotten is called gone, by its name', async () => {
  show({ type: 'document', at: now - 8 * 24 * hour, content: { id: '1', filename: 'boiler-manual.pdf' } });
  await expect.element(page.getByText('boiler-manual.pdf')).toBeVisible();
  await expect.element(page.getByText(/this one is gone/)).toBeVisible();
});

test('a download that failed says why and can be tried again', async () => {
  const message = { id: 'm0', content: { id: '1' } };
  takePatches([
    {
      collection: 'attachments',
      upsert: [
        {
          id: attachmentIdOf(message),
          at: now,
          messageId: 'm0',
          state: 'failed',
          problem: { code: 'media.broken-off', message: 'The connection to WhatsApp broke off.' },
        },
      ],
      remove: [],
    },
  ]);
  show({ type: 'video', content: { id: '1' } });
  await expect.element(page.getByText('The connection to WhatsApp broke off.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  takePatches([{ collection: 'attachments', upsert: [], remove: [attachmentIdOf(message)] }]);
});

test('the map outside is asked about before it learns of the place', async () => {
  show({ type: 'location', content: { latitude: 52.01, longitude: 4.36 } });
  await page.getByRole('button', { name: 'Open in a map' }).click();
  await expect.element(page.getByText(/openstreetmap.org, which then knows this place/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test('an order, a choice and a form are shown with what was ordered, chosen and filled in', async () => {
  show(
    {
      type: 'order',
      content: {
        product_items: [
          { product_retailer_id: 'valve-15', quantity: 2, item_price: 12.5, currency: 'GBP' },
          'x',
        ],
      },
    },
    { type: 'interactive', content: { list_reply: { title: 'Tomorrow', description: '8 to 12' } } },
    {
      type: 'interactive',
      content: { nfm_reply: { response_json: '{"flow_token":"t","best_day":"Tuesday"}' } },
    },
    { type: 'interactive', text: 'Sent', content: { nfm_reply: { response_json: 'null' } } },
  );
  await expect.element(page.getByText('valve-15')).toBeVisible();
  await expect.element(page.getByText('£12.50')).toBeVisible();
  await expect.element(page.getByText('8 to 12')).toBeVisible();
  await expect.element(page.getByText('Best day: Tuesday')).toBeVisible();
  await expect.element(page.getByText('Sent')).toBeVisible();
});

test('who came by an advertisement, and what was forwarded, is told apart', async () => {
  show({
    text: 'Hello',
    content: { referral: { source_type: 'ad', headline: 'Boiler broken?' }, forwarded: true },
  });
  await expect.element(page.getByText('Boiler broken?')).toBeVisible();
  await expect.element(page.getByText('Came from an advertisement')).toBeVisible();
  await expect.element(page.getByText('Forwarded')).toBeVisible();
});

test('a place shows its address, or its coordinates where it has none', async () => {
  show(
    {
      type: 'location',
      content: { latitude: 52.01, longitude: 4.36, name: 'Home', address: 'Kade 1, Delft' },
    },
    { type: 'location', content: { latitude: 52.02, longitude: 4.37 } },
  );
  await expect.element(page.getByText('Home')).toBeVisible();
  await expect.element(page.getByText('Kade 1, Delft')).toBeVisible();
  await expect.element(page.getByText('52.02, 4.37')).toBeVisible();
  await expect.element(page.getByText('52.01, 4.36')).not.toBeInTheDocument();
});

test('contact cards show who it is and how to reach them', async () => {
  show({
    type: 'contacts',
    content: { contacts: [{ name: { formatted_name: 'Bo Smit' }, phones: [{ phone: '+31612345678' }] }] },
  });
  await expect.element(page.getByText('Bo Smit')).toBeVisible();
  await expect.element(page.getByText('+31 6 12345678')).toBeVisible();
});

test('what cannot be shown is said, with what was received at hand', async () => {
  show({ type: 'unsupported', raw: { type: 'hologram', hologram: { id: 'h1' } } });
  await expect.element(page.getByText('Messages of this kind cannot be shown here')).toBeVisible();
  await page.getByText('Show what was received').click();
  await expect.element(page.getByText(/"hologram"/)).toBeVisible();
});

test('content of an unexpected shape breaks nothing', async () => {
  show(
    { type: 'contacts', content: { contacts: 'none' } },
    { type: 'location', content: { latitude: 'north' } },
    { type: 'image', content: { filename: 7 } },
    { text: 'Still here' },
  );
  await expect.element(page.getByText('Location')).toBeVisible();
  await expect.element(page.getByText('Still here')).toBeVisible();
});

test('a reaction sits on its message, a quote on its answer', async () => {
  show(
    { text: 'We come at two', direction: 'out', externalId: 'w1', statuses: { sent: now } },
    { type: 'reaction', text: '👍', replyTo: 'w1' },
    { text: 'Which day?', replyTo: 'w1' },
  );
  await expect.element(page.getByTitle('The customer’s reaction')).toHaveTextContent('👍');
  await expect.element(page.getByRole('blockquote')).toHaveTextContent('We come at two');
});

test('a deleted message keeps its place without its words', async () => {
  show({ text: undefined, revokedAt: now });
  await expect.element(page.getByText('Deleted by the sender')).toBeVisible();
});

test('an edited message says so', async () => {
  show({ text: 'At three', edits: { e: { at: now, text: 'At three' } } });
  await expect.element(page.getByText('Edited')).toBeVisible();
});

test.each([
  [{ statuses: { queued: now } }, 'Waiting to be sent'],
  [{ statuses: { sent: now } }, 'Sent'],
  [{ statuses: { sent: now, delivered: now } }, 'Delivered'],
  [{ statuses: { read: now } }, 'Read'],
])('how far a message has got is said in words (%#)', async (fields, words) => {
  show({ direction: 'out', text: 'At two', ...fields });
  await expect.element(page.getByText(new RegExp(`^${words} ·`))).toBeInTheDocument();
});

test('a failed message says why, and offers to send it again', async () => {
  show({ direction: 'out', text: 'At two', error: { code: 131047, at: now } });
  await expect.element(page.getByText(/More than 24 hours have passed/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Send again' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Discard' })).toBeVisible();
});

test('a message whose fate is unknown offers no way to pretend that it was never sent', async () => {
  show({ direction: 'out', text: 'At two', attemptedAt: now - 2 * hour });
  await expect.element(page.getByText(/may or may not have this message/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Send again' })).toBeVisible();
  expect(page.getByRole('button', { name: 'Discard' }).elements()).toEqual([]);
});

test('a message that was sent again is not offered twice', async () => {
  show({ direction: 'out', text: 'At two', error: { code: 1, at: now }, retriedAs: 'm9' });
  await expect.element(page.getByText('Sent again below.')).toBeVisible();
  expect(page.getByRole('button', { name: 'Send again' }).elements()).toEqual([]);
});

/** What a machine made out in the voice note `m0`. */
function takeTranscript(fields: object): void {
  const transcript = { id: 'm0', messageId: 'm0', at: now, ...fields };
  takePatches([{ collection: 'transcripts', upsert: [transcript], remove: [] }]);
}

/** Without the pointer, which would stay over what other tests show there. */
function press(name: string): void {
  (page.getByRole('button', { name }).element() as HTMLElement).click();
}

test('what a machine made out in a voice note stands under it, says so, and can be corrected or hidden', async () => {
  const read = { text: 'The boiler drips', model: 'whisper-small', place: 'local', at: now };
  takeTranscript({ read });
  show({ type: 'audio', content: { id: '1', voice: true } });
  await expect.element(page.getByText('The boiler drips')).toBeVisible();
  await page.getByText('Read by a machine').hover();
  await expect.element(page.getByText(/whisper-small read this on .* It may have misheard/)).toBeVisible();
  await page.getByText('Read by a machine').unhover();
  press('Correct');
  await expect
    .element(page.getByRole('textbox', { name: 'Text of the voice note' }))
    .toHaveValue('The boiler drips');
  press('Cancel');
  await expect.element(page.getByRole('button', { name: 'Hide' })).toBeVisible();
  takeTranscript({ read, hidden: true });
  await expect.element(page.getByText('The text is hidden.')).toBeVisible();
  expect(page.getByText('The boiler drips').query()).toBeNull();
});

test('a voice note that could not be turned into text says why and is tried again when somebody wants it', async () => {
  takeTranscript({
    failed: { code: 'voice.unreachable', message: 'The address does not answer.', attempts: 1 },
  });
  show({ type: 'audio', content: { id: '1', voice: true } });
  await expect.element(page.getByText('Not turned into text. The address does not answer.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  takeTranscript({ read: { text: '', model: 'whisper-small', place: 'local', at: now } });
  await expect.element(page.getByText('A machine made out no words. Listen to it.')).toBeVisible();
});

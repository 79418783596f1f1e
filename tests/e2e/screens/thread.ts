import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import type { Camera } from './camera.ts';
import { paintFiles } from './files.ts';

const voiceNote = path.join(import.meta.dirname, '../../fixtures/voice-note.ogg');
const minute = 60_000;

/** Moments one after another: WhatsApp tells them in whole seconds, and a script writes faster than a customer. */
function clock(start = Date.now()): () => number {
  let at = start;
  return () => (at += 1000);
}

/** Every type of message, and every state of a file. */
export async function takeThread(page: Page, world: World, camera: Camera): Promise<void> {
  await goTo(page, 'Inbox');
  await takeWords(page, world, camera);
  await takeFiles(page, world, camera);
  await takeThings(page, world, camera);
  await takeTrouble(page, world, camera);
}

/** Opens the conversation of somebody who has written. */
export async function openTalk(page: Page, name: string): Promise<void> {
  await goTo(page, 'Inbox');
  await page.getByRole('row', { name }).click();
  await expect(page.getByRole('region', { name: `Conversation with ${name}` })).toBeVisible();
}

/** Brings words of the thread into the middle of it. */
async function scrollTo(page: Page, words: string): Promise<void> {
  await page
    .getByRole('log')
    .getByText(words)
    .first()
    .evaluate((element) => element.scrollIntoView({ block: 'center' }));
}

/** Text, quotes, reactions, an edit, a deletion, an advertisement, and what the owner writes. */
async function takeWords(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const who = { phone: '447700900211', name: 'Nadia Okafor' };
  const start = Date.now() - 50 * minute;
  await graph.customerSends(
    who,
    {
      type: 'text',
      text: { body: 'Hello, I saw your advertisement. Do you also fit outside taps?' },
      referral: {
        source_type: 'ad',
        source_id: '120210000000000001',
        source_url: 'https://fb.me/3kLm2',
        headline: 'A new tap by Friday',
        body: 'Fixed prices, no call-out fee in the city.',
      },
    },
    start,
  );
  const asked = await graph.customerSends(
    who,
    { type: 'text', text: { body: 'It should reach the vegetable beds at the back of the garden.' } },
    start + minute,
  );
  await openTalk(page, who.name);
  const field = page.getByRole('textbox', { name: 'Write an answer' });
  await page.getByText('It should reach').last().hover();
  await page.getByRole('button', { name: 'Answer this message' }).last().click();
  await field.fill('How far is it from the house?');
  await camera.take(page, 'answer-quoting');
  await field.press('Enter');
  const sent = await graph.waitFor(() => graph.sent.find(({ text }) => text.startsWith('How far')));
  await graph.customerReads(who);
  const next = clock();
  await graph.customerSends(
    who,
    {
      type: 'text',
      text: { body: 'About eight metres.' },
      context: { id: sent.externalId },
    },
    next(),
  );
  await graph.customerSends(
    who,
    {
      type: 'reaction',
      reaction: { message_id: sent.externalId, emoji: '👍' },
    },
    next(),
  );
  const wrong = await graph.customerSends(
    who,
    {
      type: 'text',
      text: { body: 'Wednesday would suit me, or Thursdya.' },
    },
    next(),
  );
  await graph.customerSends(
    who,
    {
      type: 'edit',
      edit: {
        original_message_id: wrong,
        message: { type: 'text', text: { body: 'Wednesday would suit me, or Thursday.' } },
      },
    },
    next(),
  );
  const meant = await graph.customerSends(who, { type: 'text', text: { body: 'Sorry, wrong chat' } }, next());
  await graph.customerSends(who, { type: 'revoke', revoke: { original_message_id: meant } }, next());
  await graph.customerSends(
    who,
    {
      type: 'text',
      text: { body: 'A neighbour sent me this: the frost usually comes in the second week of December.' },
      context: { forwarded: true },
    },
    next(),
  );
  await graph.customerSends(who, { type: 'reaction', reaction: { message_id: asked, emoji: '🌱' } }, next());
  await graph.customerSends(
    who,
    {
      type: 'system',
      system: {
        body: 'Nadia Okafor changed from 447700900211 to 447700900212',
        type: 'user_changed_number',
        wa_id: '447700900211',
        new_wa_id: '447700900212',
      },
    },
    next(),
  );
  await expect(page.getByRole('log').getByText(/changed from/)).toBeVisible();
  await camera.take(page, 'thread-words');
}

/** Photos, a video, a voice note, a document and a sticker, and the viewer. */
async function takeFiles(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const next = clock(Date.now() - minute);
  const who = { phone: '447700900221', name: 'Oliver Marsh' };
  const files = await paintFiles(page);
  const file = (bytes: Uint8Array, type: string) => ({ id: graph.media.add(bytes, type), mime_type: type });
  await graph.customerSends(
    who,
    {
      type: 'image',
      image: { ...file(files.photo, 'image/jpeg'), caption: 'This is where it drips.' },
    },
    next(),
  );
  await graph.customerSends(
    who,
    {
      type: 'audio',
      audio: { ...file(readFileSync(voiceNote), 'audio/ogg; codecs=opus'), voice: true },
    },
    next(),
  );
  await graph.customerSends(who, { type: 'image', image: file(files.tall, 'image/jpeg') }, next());
  await graph.customerSends(who, { type: 'video', video: file(files.video, 'video/mp4') }, next());
  await graph.customerSends(
    who,
    {
      type: 'document',
      document: {
        ...file(Buffer.alloc(184_000, 'x'), 'application/pdf'),
        filename: 'Boiler manual Worcester Greenstar 4000, installation and servicing.pdf',
        caption: 'The manual, in case it helps',
      },
    },
    next(),
  );
  await graph.customerSends(who, { type: 'sticker', sticker: file(files.sticker, 'image/webp') }, next());
  await openTalk(page, who.name);
  const log = page.getByRole('log', { name: /^Messages with/ });
  await expect(log.getByRole('img', { name: 'Sticker' })).toBeVisible();
  await expect(log.getByRole('slider', { name: 'Position' })).toBeVisible();
  await camera.take(page, 'thread-files');
  await scrollTo(page, 'This is where it drips.');
  await camera.take(page, 'thread-photo');
  await log.getByRole('button', { name: 'Enlarge photo' }).first().click();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'This is where it drips.' })).toBeVisible();
  await camera.take(page, 'viewer');
  await page.keyboard.press('Escape');
}

/** Places, cards, choices, forms, orders, and what nobody knows. */
async function takeThings(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const next = clock(Date.now() - minute);
  const who = { phone: '447700900231', name: 'Petra Lindqvist' };
  await graph.customerSends(
    who,
    {
      type: 'location',
      location: {
        latitude: 51.4545,
        longitude: -2.5879,
        name: 'Queen Square',
        address: '14 Queen Square, Bristol',
      },
    },
    next(),
  );
  await graph.customerSends(
    who,
    {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'George Adeyemi', first_name: 'George', last_name: 'Adeyemi' },
          org: { company: 'Adeyemi Property Care' },
          phones: [{ phone: '+44 7700 900232', wa_id: '447700900232', type: 'CELL' }],
          emails: [{ email: 'george@example.com', type: 'WORK' }],
        },
      ],
    },
    next(),
  );
  await graph.customerSends(
    who,
    {
      type: 'button',
      button: { text: 'Already paid', payload: 'already-paid' },
    },
    next(),
  );
  await graph.customerSends(
    who,
    {
      type: 'interactive',
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'thu-am', title: 'Thursday morning', description: 'Between 8 and 12' },
      },
    },
    next(),
  );
  await graph.customerSends(
    who,
    {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: {
          name: 'flow',
          body: 'Sent',
          response_json:
            '{"flow_token":"unused","preferred_day":"Thursday","floor":"2","parking":"In the yard"}',
        },
      },
    },
    next(),
  );
  await graph.customerSends(
    who,
    {
      type: 'order',
      order: {
        catalog_id: '4455667788',
        text: 'Could you bring these along?',
        product_items: [
          { product_retailer_id: 'tap-washer-15', quantity: 4, item_price: 1.2, currency: 'GBP' },
          { product_retailer_id: 'kitchen-mixer-chrome', quantity: 1, item_price: 89, currency: 'GBP' },
        ],
      },
    },
    next(),
  );
  await openTalk(page, who.name);
  await expect(page.getByText('Could you bring these along?').last()).toBeVisible();
  await camera.take(page, 'thread-things');
  await scrollTo(page, 'Queen Square');
  await page.getByRole('button', { name: 'Open in a map' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await camera.take(page, 'open-map');
  await page.keyboard.press('Escape');
  await scrollTo(page, 'Queen Square');
  await camera.take(page, 'thread-place');
  await graph.customerSends(
    who,
    {
      type: 'unsupported',
      errors: [{ code: 131051, title: 'Message type unknown', error_data: { details: 'Not supported.' } }],
    },
    next(),
  );
  const data = page.getByText('Show what was received');
  await data.click();
  await data.scrollIntoViewIfNeeded();
  await camera.take(page, 'thread-unknown');
}

/** Files on their way, failed and gone, and messages of the owner's that did not get through. */
async function takeTrouble(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const who = { phone: '447700900241', name: 'Samuel Whitfield' };
  const day = 24 * 60 * minute;
  const { photo, video } = await paintFiles(page);
  const gone = graph.media.add(photo, 'image/jpeg');
  graph.media.expire(gone);
  await graph.customerSends(
    who,
    { type: 'image', image: { id: gone, mime_type: 'image/jpeg' } },
    Date.now() - 8 * day,
  );
  graph.media.disturbNext('damaged');
  await graph.customerSends(who, {
    type: 'document',
    document: {
      id: graph.media.add(photo, 'application/pdf'),
      mime_type: 'application/pdf',
      filename: 'Floor plan.pdf',
    },
  });
  await openTalk(page, who.name);
  const log = page.getByRole('log', { name: /^Messages with/ });
  await expect(log.getByRole('button', { name: 'Try again' })).toBeVisible();
  graph.media.disturbNext('stalled');
  await graph.customerSends(who, {
    type: 'video',
    video: { id: graph.media.add(video, 'video/mp4'), mime_type: 'video/mp4' },
  });
  const field = page.getByRole('textbox', { name: 'Write an answer' });
  graph.failNext(131026);
  await field.fill('The plan did not come through. Could you send it again?');
  await field.press('Enter');
  await expect(log.getByText('Not sent')).toBeAttached();
  await camera.take(page, 'thread-trouble');
}

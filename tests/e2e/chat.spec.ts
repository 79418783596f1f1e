import type { Page } from '@playwright/test';
import { violations } from './helpers/axe.ts';
import { customersBrowser, publishPage, timeZone, visitor } from './helpers/booking.ts';
import { searchFolders } from './helpers/canaries.ts';
import { connectRelay, goTo, trySample } from './helpers/owner.ts';
import { serveSite } from './helpers/own-site.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'pewter lantern orchid walrus';
const visitorSays = {
  question: 'Does the heron in the gutter block the rain',
  thanks: 'Then I wait for the heron to leave',
  name: 'Wilhelmina Quistgaard',
  phone: '0687654321',
};
const reply = 'We bring the long ladder on Thursday';

test('a visitor of the owner’s site writes in its chat, reads the answer there, and the relay reads no word of it', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const owner = await world.openWindow({ timeZone });
  await trySample(owner, { country: 'Netherlands', passphrase });
  await connectRelay(owner, world.relayUrl);
  const link = await publishPage(owner, 'van-dijk-installaties');
  const tag = await owner.getByRole('code').filter({ hasText: '/-/chat.js' }).innerText();
  expect(tag).toContain(link.split('#')[1]);
  await expect.poll(async () => (await owner.request.get(link)).status()).toBe(200);
  const site = await serveSite({ 'index.html': pageWith(tag), 'other.html': pageWith(tag) });
  const browser = await customersBrowser();
  try {
    const page = await visitor(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(site.url);
    await expect(page.getByRole('button', { name: 'Write to us' })).toBeVisible();
    expect(asked.filter((url) => url.includes('/b/van-dijk'))).toEqual([]);
    await write(page, visitorSays.question);
    await page.getByLabel('Your name').fill(visitorSays.name);
    await page.getByLabel('Phone or email').fill(visitorSays.phone);
    await page.getByRole('button', { name: 'Send my details' }).click();
    await expect(page.getByText(`They can reach you at ${visitorSays.phone}.`)).toBeVisible();
    expect(await violations(page, 'chat')).toEqual([]);

    await answers(owner);
    await expect(page.getByText(reply)).toBeVisible();
    // On another page of the site it goes on, and shows what was said.
    await page.goto(`${site.url}other.html`);
    await expect(page.getByText(reply)).toBeVisible();
    await expect(page.getByText(visitorSays.question)).toBeVisible();
    await page.getByLabel('Your message').fill(visitorSays.thanks);
    await page.keyboard.press('Enter');
    const thread = owner.getByRole('log');
    await expect(thread.getByText(visitorSays.thanks)).toBeVisible();
    expect((await page.context().storageState()).cookies).toEqual([]);
    const canaries = [...Object.values(visitorSays), reply];
    expect(searchFolders([world.folders.relay, world.folders.logs], canaries)).toEqual([]);

    const wrong = await serveSite({ 'index.html': pageWith(tag.replace(/data-key="./, 'data-key="_')) });
    await page.goto(wrong.url);
    await page.getByRole('button', { name: 'Write to us' }).click();
    await expect(page.getByText('This chat cannot be used', { exact: false })).toBeVisible();
    await wrong.close();
  } finally {
    await site.close();
    await browser.close();
  }
});

/** A page of the owner's, as any site has them. */
function pageWith(tag: string): string {
  return `<!doctype html><html lang="en"><head><title>Van Dijk</title></head><body><main><h1>Van Dijk</h1></main>${tag}</body></html>`;
}

async function write(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Write to us' }).click();
  await expect(page.getByText('Sealed in your browser', { exact: false })).toBeVisible();
  await page.getByLabel('Your message').fill(words);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('log').getByText(words)).toBeVisible();
}

async function answers(owner: Page): Promise<void> {
  await goTo(owner, 'Inbox');
  await owner.getByRole('row', { name: visitorSays.name }).click();
  const conversation = owner.getByRole('region', { name: `Conversation with ${visitorSays.name}` });
  await expect(conversation.getByText(visitorSays.question)).toBeVisible();
  await conversation.getByRole('textbox', { name: 'Write an answer' }).fill(reply);
  await conversation.getByRole('button', { name: 'Send', exact: true }).click();
}

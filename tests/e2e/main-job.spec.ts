import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { bytesBelow, searchFolders } from './helpers/canaries.ts';
import { plantInIndexedDb, removePlanted, searchIndexedDb } from './helpers/indexed-db.ts';
import {
  connect,
  goTo,
  jobAndInvoice,
  openSection,
  setUpBusiness,
  tryModel,
  unlock,
} from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';
import type { World } from './helpers/world.ts';

/** None of these may be readable on disk, at the relay or in a log. */
const secrets = {
  passphrase: 'quagmire tangerine obelisk ferret',
  business: 'Zephyrine Waterworks',
  customer: 'Wilhelmina Quistgaard',
  number: '31687654321',
  message: 'Our boiler makes a gurgling noise since Tuesday',
  draft: 'We could come on Thursday and bleed the boiler',
  reply: 'We will come on Friday at nine and bleed the boiler',
  line: 'Bleed boiler and top up pressure',
};

test('the main job: from the first start to an invoice, and everything is there again, unreadable for others', async ({
  world,
}) => {
  await world.startRelay();
  const shell = await world.startShell();
  const page = await world.openWindow();

  const words = await setUpBusiness(page, {
    name: secrets.business,
    country: 'Netherlands',
    passphrase: secrets.passphrase,
  });
  const wire = await world.startWire();
  await connect(page, { ...world, relayUrl: wire.url });
  await tryModel(page);
  world.ollama.set({ answer: () => ({ text: secrets.draft }) });
  await answerCustomer(page, world);
  const invoiceNumber = await makeJobAndInvoice(page);
  await expect(page.getByRole('status', { name: 'Where your work is' })).toHaveText('Stored');
  await backUp(page);

  await world.closeWindow();
  await shell.stop();
  await world.startShell();
  const again = await world.openWindow();
  await unlock(again, secrets.passphrase);
  await everythingIsThere(again, invoiceNumber);

  await again.reload();
  await expect(again.getByRole('button', { name: 'Unlock' })).toBeVisible();
  await wire.close();
  await nothingIsReadable(again, world, [
    ...Object.values(secrets),
    words.join(' '),
    words.slice(0, 3).join(' '),
  ]);
});

async function backUp(page: Page): Promise<void> {
  await openSection(page, 'Backups');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(/^The backup is made/)).toBeVisible();
}

/** The message arrives, the assistant drafts, the owner edits and sends, and the ticks move. */
async function answerCustomer(page: Page, world: World): Promise<void> {
  await goTo(page, 'Inbox');
  await expect(page.getByText('Waiting for the first message')).toBeVisible();
  await world.graph.customerWrites({ from: secrets.number, name: secrets.customer, text: secrets.message });
  await page.getByRole('row', { name: secrets.customer }).click();
  const conversation = page.getByRole('region', { name: `Conversation with ${secrets.customer}` });
  await expect(conversation.getByRole('log').getByText(secrets.message)).toBeVisible();

  await conversation.getByRole('button', { name: 'Draft reply' }).click();
  await conversation.getByRole('button', { name: /Use draft/ }).click();
  const field = conversation.getByRole('textbox', { name: 'Write an answer' });
  await expect(field).toHaveValue(secrets.draft);
  await field.fill(secrets.reply);
  await conversation.getByRole('button', { name: 'Send', exact: true }).click();
  const sent = await world.graph.waitFor(() => world.graph.sent.find(({ text }) => text === secrets.reply));
  expect(sent.recipient).toBe(secrets.number);
  await expect(conversation.getByText(/^Delivered/)).toBeAttached();
}

/** The conversation becomes a job, the job is done, and its invoice is issued. Gives the invoice's number. */
async function makeJobAndInvoice(page: Page): Promise<string> {
  await jobAndInvoice(page, secrets.line);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save PDF' }).click();
  const pdf = readFileSync(await (await downloading).path());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(5000);
  return page.getByRole('banner').getByRole('heading', { level: 1 }).innerText();
}

async function everythingIsThere(page: Page, invoiceNumber: string): Promise<void> {
  await goTo(page, 'Inbox');
  await page.getByRole('row', { name: secrets.customer }).click();
  const messages = page.getByRole('log', { name: `Messages with ${secrets.customer}` });
  await expect(messages.getByText(secrets.message)).toBeVisible();
  await expect(messages.getByText(secrets.reply)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(messages).toHaveCount(0);
  await goTo(page, 'Money');
  await page.getByRole('row', { name: invoiceNumber }).click();
  await expect(page.getByText(secrets.line)).toBeVisible();
  await expect(page.getByRole('main').getByText(secrets.customer).first()).toBeVisible();
  await goTo(page, 'Jobs');
  await page.getByLabel('Which jobs').selectOption({ label: 'Done' });
  await expect(page.getByRole('row', { name: secrets.customer })).toBeVisible();
}

/** Searches all that was written, in both ways, and proves that each way finds what is there. */
async function nothingIsReadable(page: Page, world: World, canaries: string[]): Promise<void> {
  const { profile, relay, temporary, logs, wire } = world.folders;
  const backups = path.join(profile, 'backups');
  const folders = [profile, relay, temporary, logs, wire];
  const found = await searchIndexedDb(page, canaries);
  expect(found.findings).toEqual([]);
  expect(found.records).toBeGreaterThan(5);
  expect(found.bytes).toBeGreaterThan(10_000);

  const planted = 'a planted canary sings';
  await plantInIndexedDb(page, planted);
  const { findings } = await searchIndexedDb(page, [planted]);
  expect(findings.map(({ encoding }) => encoding).toSorted()).toEqual(['text', 'utf-8']);
  await removePlanted(page);
  await world.closeWindow();

  expect(searchFolders(folders, canaries)).toEqual([]);
  // What everybody on the line may read is in the record: the search reads what went both ways.
  expect(searchFolders([wire], ['/v1/sync/', '101 Switching Protocols'])).toHaveLength(2);
  expect(readdirSync(backups).filter((name) => name.endsWith('.plumbline'))).not.toEqual([]);
  // Not the words of before: the browser's files may still hold what was planted there and deleted.
  const plantedFile = 'another canary whistles';
  for (const folder of [profile, relay, logs, wire, backups, path.join(profile, 'journal')]) {
    expect(bytesBelow([folder])).toBeGreaterThan(0);
    const file = path.join(folder, 'planted');
    writeFileSync(file, `… ${plantedFile} …`);
    expect(searchFolders([folder], [plantedFile]).map(({ place }) => place)).toEqual([file]);
    rmSync(file);
  }
}

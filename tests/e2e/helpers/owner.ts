import type { Page } from '@playwright/test';
import { expect } from './expect.ts';

/** What an owner does on the screen, in the words that the screen uses. */

export interface NewBusiness {
  name: string;
  country: string;
  passphrase: string;
}

/** Who wants to look at each question of the first run, when it is answered. */
type Look = (question: string) => Promise<void>;
const noLook: Look = () => Promise.resolve();

/** Goes through the first run's questions, and gives the recovery words. */
export async function setUpBusiness(
  page: Page,
  business: NewBusiness,
  look: Look = noLook,
): Promise<string[]> {
  await page.getByRole('button', { name: /Set up my business/ }).click();
  await page.getByLabel('Business name').fill(business.name);
  await look('name');
  await goOn(page, 'What do you do?');
  await look('trade');
  await goOn(page, 'Where do you work?');
  await chooseCountry(page, business.country);
  await look('country');
  await goOn(page, 'What stands on your invoices?');
  await look('details');
  await skip(page, 'When are you open?');
  await look('hours');
  await goOn(page, 'What do you charge?');
  await look('prices');
  await goOn(page, 'Choose a passphrase');
  return secure(page, business.passphrase, look);
}

/** Chooses to look around in the sample business, and gives the recovery words. */
export async function trySample(page: Page, business: Omit<NewBusiness, 'name'>): Promise<string[]> {
  await page.getByRole('button', { name: /Try with sample data/ }).click();
  await chooseCountry(page, business.country);
  await goOn(page, 'Choose a passphrase');
  return secure(page, business.passphrase);
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await roomsAreOpen(page);
}

type Room =
  | 'Today'
  | 'Inbox'
  | 'Bookings'
  | 'People'
  | 'Pipeline'
  | 'Schedule'
  | 'Jobs'
  | 'Plans'
  | 'Money'
  | 'Broadcasts'
  | 'Knowledge'
  | 'Settings';

export async function goTo(page: Page, room: Room): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: room }).click();
}

export interface Places {
  relayUrl: string;
  graph: {
    url: string;
    account: { phoneNumberId: string; businessAccountId: string; accessToken: string; appSecret: string };
  };
  ollama: { url: string };
}

/** Connects the relay, the WhatsApp number and the model on this computer, in the settings. */
export async function connect(page: Page, { relayUrl, graph, ollama }: Places): Promise<void> {
  await connectRelay(page, relayUrl);
  await connectWhatsApp(page, graph);

  await openSection(page, 'Assistant');
  await page.getByRole('button', { name: 'Add a model' }).click();
  await page.getByRole('menuitem', { name: /^Ollama/ }).click();
  await page.getByLabel('Address').fill(ollama.url);
  await page.getByLabel('Address').press('Enter');
  await page.getByLabel('Model', { exact: true }).selectOption('llama3.2:3b');
  await expect(page.getByText(/^Verified: /)).toBeVisible();
}

/** Tries the model with questions of the business's own list: before that it chooses no automatic answers. */
export async function tryModel(page: Page): Promise<void> {
  await openSection(page, 'Assistant');
  const trials = page.getByRole('region', { name: 'Trial for automatic answers' });
  await trials.getByRole('button', { name: 'Try it' }).click();
  await expect(trials.getByText('Passed', { exact: true })).toBeVisible();
}

export async function connectWhatsApp(page: Page, graph: Places['graph']): Promise<void> {
  await openSection(page, 'Channels');
  await page.getByRole('button', { name: 'Connect a channel' }).click();
  await page.getByRole('button', { name: 'Type the IDs' }).click();
  await page.getByLabel('Phone number ID').fill(graph.account.phoneNumberId);
  await page.getByLabel('WhatsApp Business Account ID').fill(graph.account.businessAccountId);
  await page.getByLabel('Access token').fill(graph.account.accessToken);
  await page.getByLabel('App secret').fill(graph.account.appSecret);
  await page.getByLabel("Meta's address").fill(graph.url);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByText('Meta knows the account')).toBeVisible();
}

export async function connectRelay(page: Page, relayUrl: string): Promise<void> {
  await openSection(page, 'Relay');
  await page.getByLabel('Address').fill(relayUrl);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
}

export async function openSection(page: Page, section: string): Promise<void> {
  await goTo(page, 'Settings');
  await page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByRole('link', { name: section })
    .click();
}

/** Passphrase, recovery words, and the check that they are on paper. */
async function secure(page: Page, passphrase: string, look: Look = noLook): Promise<string[]> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same again').fill(passphrase);
  await look('passphrase');
  await goOn(page, 'Write down your recovery words');
  const items = page.getByRole('list', { name: 'Recovery words' }).getByRole('listitem');
  await expect(items).toHaveCount(24);
  const words = (await items.allInnerTexts()).map((line) => line.replace(/^\d+\s*/, '').trim());
  await look('words');
  await page.getByRole('button', { name: 'I have written them down' }).click();
  await expect(page.getByRole('heading', { name: 'Check three of them' })).toBeVisible();
  for (const field of await page.getByRole('textbox', { name: /^Word \d+$/ }).all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await field.fill(words[Number(label.replace(/\D/g, '')) - 1] ?? '');
  }
  await look('check');
  await page.getByRole('button', { name: 'Create my business' }).click();
  await roomsAreOpen(page);
  return words;
}

/** Deriving keys is slow on purpose. */
async function roomsAreOpen(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
}

async function chooseCountry(page: Page, country: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Country' });
  if ((await field.inputValue()) === country) return;
  await field.fill(country);
  await page.getByRole('option', { name: country }).click();
}

/** Leaves a question without an answer. */
async function skip(page: Page, nextTitle: string): Promise<void> {
  await page.getByRole('button', { name: 'Skip for now' }).click();
  await expect(page.getByRole('heading', { name: nextTitle })).toBeVisible();
}

async function goOn(page: Page, nextTitle: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: nextTitle })).toBeVisible();
}

/** The open conversation becomes a job with one piece of work, which is done, and its invoice is issued. */
export async function jobAndInvoice(page: Page, piece: string): Promise<void> {
  await page.getByRole('button', { name: 'Make job', exact: true }).click();
  const work = page.getByRole('combobox', { name: /^Add work from your price list/ });
  await work.fill(piece);
  await work.press('Enter');
  await page.getByRole('textbox', { name: 'Price' }).last().fill('120,00');
  await page.getByRole('textbox', { name: 'Price' }).last().press('Enter');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Complete' }).click();
  await page.getByRole('button', { name: 'Create invoice' }).click();
  await page.getByRole('button', { name: 'Issue' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Issue' }).click();
  await expect(page.getByRole('button', { name: 'Record payment' })).toBeVisible();
}

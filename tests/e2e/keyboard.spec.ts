import type { Page } from '@playwright/test';
import { pressOn, tabTo, typeInto } from './helpers/keyboard.ts';
import { expect, test } from './helpers/test.ts';
import type { World } from './helpers/world.ts';

const customer = 'Tobias Brandt';
const draft = 'We can come tomorrow at ten';

test('the main job can be done by keyboard alone', async ({ world }) => {
  await world.startRelay();
  await world.startShell();
  const page = await world.openWindow();
  // A mouse that is used after all would go unnoticed otherwise.
  await page.addInitScript(() =>
    addEventListener('pointerdown', () => document.documentElement.remove(), true),
  );
  await page.reload();

  await setUp(page);
  await connect(page, world);
  world.ollama.set({ answer: () => ({ text: draft }) });
  await answer(page, world);
  await makeJob(page);
  await issueInvoice(page);
});

async function setUp(page: Page): Promise<void> {
  const passphrase = 'gondola thimble raven mosaic';
  await pressOn(page, page.getByRole('button', { name: /Set up my business/ }), 'Enter');
  await typeInto(page, page.getByLabel('Business name'), 'Brandt Heating');
  for (const title of [
    'What is your business called?',
    'What do you do?',
    'Where do you work?',
    'What stands on your invoices?',
    'When are you open?',
    'What do you charge?',
  ]) {
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await pressOn(page, page.getByRole('button', { name: /^(Continue|Skip for now)$/ }), 'Enter');
  }
  await typeInto(page, page.getByLabel('Passphrase', { exact: true }), passphrase);
  await typeInto(page, page.getByLabel('The same again'), passphrase);
  await expect(page.getByRole('button', { name: 'Continue' })).toBeEnabled();
  await page.keyboard.press('Enter');
  const words = page.getByRole('list', { name: 'Recovery words' }).getByRole('listitem');
  await expect(words).toHaveCount(24);
  const lines = await words.allInnerTexts();
  await pressOn(page, page.getByRole('button', { name: 'I have written them down' }), 'Enter');
  await expect(page.getByRole('heading', { name: 'Check three of them' })).toBeVisible();
  for (const field of await page.getByRole('textbox', { name: /^Word \d+$/ }).all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await typeInto(
      page,
      field,
      (lines[Number(label.replace(/\D/g, '')) - 1] ?? '').replace(/^\d+\s*/, '').trim(),
    );
  }
  await page.keyboard.press('Enter');
  // Deriving keys is slow on purpose.
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
}

async function connect(page: Page, world: World): Promise<void> {
  const { account, url } = world.graph;
  await openSection(page, 'Relay');
  await typeInto(page, page.getByLabel('Address'), world.relayUrl);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();

  await openSection(page, 'Channels');
  await pressOn(page, page.getByRole('button', { name: 'Connect a channel' }), 'Enter');
  await pressOn(page, page.getByRole('button', { name: 'Type the IDs' }), 'Enter');
  await typeInto(page, page.getByLabel('Phone number ID'), account.phoneNumberId);
  await typeInto(page, page.getByLabel('WhatsApp Business Account ID'), account.businessAccountId);
  await typeInto(page, page.getByLabel('Access token'), account.accessToken);
  await typeInto(page, page.getByLabel('App secret'), account.appSecret);
  await typeInto(page, page.getByLabel("Meta's address"), url);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Test' })).toBeVisible();

  await openSection(page, 'Assistant');
  await pressOn(page, page.getByRole('button', { name: 'Add a model' }), 'Enter');
  const ollama = page.getByRole('menuitem', { name: /^Ollama/ });
  await expect(ollama).toBeFocused();
  await page.keyboard.press('Enter');
  await typeInto(page, page.getByLabel('Address'), world.ollama.url);
  await page.keyboard.press('Enter');
  const model = page.getByLabel('Model', { exact: true });
  await expect(model.getByRole('option', { name: /^llama3.2:3b/ })).toBeAttached();
  await tabTo(page, model);
  await page.keyboard.type('llama');
  await expect(page.getByLabel('Model', { exact: true })).toHaveValue('llama3.2:3b');
  const trials = page.getByRole('region', { name: 'Trial for automatic answers' });
  await pressOn(page, trials.getByRole('button', { name: 'Try it' }), 'Enter');
  await expect(trials.getByText('Passed', { exact: true })).toBeVisible();
}

async function openSection(page: Page, section: string): Promise<void> {
  await leaveField(page);
  await goByKeys(page, 's', '/settings/\\w+');
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' });
  await pressOn(page, sections.getByRole('link', { name: section }), 'Enter');
}

/** Keys of the frame are letters: they do nothing while one types. */
async function leaveField(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Lock now' });
  await tabTo(page, button);
}

async function answer(page: Page, world: World): Promise<void> {
  await world.graph.customerWrites({ from: '4915112345678', name: customer, text: 'Can you come tomorrow?' });
  await leaveField(page);
  await goByKeys(page, 'i', '/inbox');
  await expect(page.getByRole('row', { name: customer })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('region', { name: `Conversation with ${customer}` })).toBeVisible();
  const field = page.getByRole('textbox', { name: 'Write an answer' });
  await expect(field).toBeVisible();
  await page.keyboard.press('d');
  await expect(field).toBeFocused();
  await expect(page.getByRole('button', { name: /Use draft/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue(draft);
  await page.keyboard.type('. Is that all right?');
  await page.keyboard.press('Enter');
  const sent = await world.graph.waitFor(() => world.graph.sent[0]);
  expect(sent.text).toBe(`${draft}. Is that all right?`);
}

async function makeJob(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await pressOn(page, page.getByRole('button', { name: 'Make job', exact: true }), 'Enter');
  await typeInto(
    page,
    page.getByRole('combobox', { name: /^Add work from your price list/ }),
    'Small repair',
  );
  await page.keyboard.press('Enter');
  await typeInto(page, page.getByRole('textbox', { name: 'Price' }).last(), '95');
  await page.keyboard.press('Enter');
  await pressOn(page, page.getByRole('button', { name: 'More', exact: true }), 'Enter');
  await page.getByRole('menuitem', { name: 'Complete' }).waitFor();
  for (let presses = 0; presses < 8 && !(await isFocused(page, 'Complete')); presses++) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

async function issueInvoice(page: Page): Promise<void> {
  await pressOn(page, page.getByRole('button', { name: 'Create invoice' }), 'Enter');
  await pressOn(page, page.getByRole('button', { name: 'Issue' }), 'Enter');
  await pressOn(page, page.getByRole('dialog').getByRole('button', { name: 'Issue' }), 'Enter');
  await expect(page.getByRole('button', { name: 'Record payment' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Print' }));
  await tabTo(page, page.getByRole('button', { name: 'Save PDF' }));
}

async function goByKeys(page: Page, letter: string, address: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  await expect(page).toHaveURL(new RegExp(`${address}$`));
}

function isFocused(page: Page, words: string): Promise<boolean> {
  return page.evaluate((text) => document.activeElement?.textContent === text, words);
}

import type { Locator, Page } from '@playwright/test';
import { connect, goTo, openSection, setUpBusiness, tryModel } from './helpers/owner.ts';
import { zoneAtNoon } from './helpers/schedule.ts';
import { expect, test } from './helpers/test.ts';
import type { World } from './helpers/world.ts';

const customer = { name: 'Wilhelmina Quistgaard', number: '31687654321' };
const asked = {
  price: 'How much is “Replace a tap”?',
  roof: 'Do you also do roofs with a view on the lake, and do you give guarantees of ten years on them?',
};
/** Amounts are written as the business writes them. */
const proven = /Our price for “Replace a tap” is €\s?120[.,]00/;

test('the assistant answers by itself what the records prove, leaves the rest to a person, and gives way to one', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const page = await world.openWindow({ timeZone: zoneAtNoon() });
  await setUpBusiness(page, {
    name: 'Zephyrine Waterworks',
    country: 'Netherlands',
    passphrase: 'quagmire tangerine obelisk ferret',
  });
  await connect(page, world);
  await openAllDay(page);
  await tryModel(page);
  const tried = world.ollama.requestsTo('/api/chat').length;
  world.ollama.set({ answer: ({ messages }) => ({ text: answerTo(messages.at(-1)!.content) }) });
  await openSection(page, 'Assistant');
  const inHours = page.getByRole('radio', { name: 'Send within opening hours' });
  await inHours.click();
  await expect(inHours).toBeChecked();

  const talk = await openTalk(page, world);
  const here = talk.getByRole('button', { name: 'The assistant answers here by itself' });
  await expect(here).toHaveAttribute('aria-pressed', 'false');
  await here.click();
  await expect(here).toHaveAttribute('aria-pressed', 'true');

  await writes(world, asked.price);
  const answer = await world.graph.waitFor(() => world.graph.sent[0]);
  expect(answer.recipient).toBe(customer.number);
  const disclosure =
    'This is the automatic assistant of Zephyrine Waterworks. Write “human” to reach a person.';
  expect(answer.text.startsWith(`${disclosure}\n\n`)).toBe(true);
  expect(answer.text).toMatch(proven);
  const since = world.ollama.requestsTo('/api/chat').slice(tried);
  expect(since.map(({ body }) => JSON.stringify(body)).join('\n')).toContain('"handOver"');
  await expect(talk.getByRole('log').getByText(proven)).toBeVisible();

  await talk.getByRole('textbox', { name: 'Write an answer' }).fill('It is me now');
  await talk.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(here).toHaveAttribute('aria-pressed', 'false');

  await here.click();
  await expect(here).toHaveAttribute('aria-pressed', 'true');
  await writes(world, asked.roof);
  await expect(page.getByRole('log', { name: 'Notices' })).toContainText(`${customer.name} needs a person.`);
  await expect(talk.getByRole('log').getByText(/^The assistant left this to you\./)).toBeVisible();
  await expect(here).toHaveAttribute('aria-pressed', 'false');
  await world.graph.waitFor(() => world.graph.sent.length === 3);
  expect(world.graph.sent.map(({ text }) => text)).toEqual([
    answer.text,
    'It is me now',
    expect.stringContaining('A person of our team will answer you here.'),
  ]);
});

/** A model that chooses the price of a tap whatever it is asked. */
function answerTo(prompt: string): string {
  const quote = prompt.includes(asked.roof) ? 'roofs' : 'Replace a tap';
  return JSON.stringify({ acts: [{ act: 'price', service: 'Replace a tap', quote }] });
}

/** Whatever the day of this test, the business is open. */
async function openAllDay(page: Page): Promise<void> {
  await openSection(page, 'Opening hours');
  const days = page.getByRole('group');
  await expect(days).toHaveCount(7);
  for (let day = 0; day < 7; day++) {
    const row = days.nth(day);
    const opens = row.getByLabel(/opens at$/);
    if (!(await opens.first().isVisible())) await row.getByRole('switch').click();
    await opens.first().fill('00:00');
    await row
      .getByLabel(/closes at$/)
      .last()
      .fill('23:59');
  }
}

async function openTalk(page: Page, world: World): Promise<Locator> {
  await goTo(page, 'Inbox');
  await expect(page.getByText('Waiting for the first message')).toBeVisible();
  await writes(world, 'Hello');
  await page.getByRole('row', { name: customer.name }).click();
  const talk = page.getByRole('region', { name: `Conversation with ${customer.name}` });
  await expect(talk.getByRole('log').getByText('Hello', { exact: true })).toBeVisible();
  return talk;
}

/** Meta gives whole seconds: what is written in the second of an answer would count as from before it. */
async function writes(world: World, text: string): Promise<void> {
  const at = Date.now() + 1000;
  await world.graph.customerWrites({ from: customer.number, name: customer.name, text, at });
}

import type { Locator, Page } from '@playwright/test';
import { dayAhead } from './helpers/day-ahead.ts';
import { goTo, trySample } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const { weekday, date } = dayAhead();
const wish = `schedule Maria’s boiler service ${weekday} at 10`;

test('the owner asks who owes money and for a visit: nothing is done until exactly that is approved', async ({
  world,
}) => {
  await world.startShell();
  const page = await world.openWindow();
  await trySample(page, { country: 'Ireland', passphrase: 'marble kettle orbit walnut' });
  await goTo(page, 'Jobs');
  const jobs = page.getByRole('main').getByRole('row', { name: 'Boiler service' });
  await expect(page.getByRole('main').getByRole('row', { name: 'Water heater service' })).toBeVisible();
  await page.getByRole('button', { name: 'Ask the assistant' }).click();
  const assistant = page.getByRole('complementary', { name: 'Assistant' });

  await ask(page, 'who owes me money?');
  await expect(assistant.getByText(/^You are owed €\d+\.\d\d on one invoice\.$/)).toBeVisible();
  await expect(assistant.getByRole('button', { name: /George Pappas$/ })).toBeVisible();

  await ask(page, wish);
  const refused = assistant.getByRole('region', { name: 'Make job' });
  await showsExactly(refused);
  await refused.getByRole('button', { name: 'Dismiss' }).click();
  await expect(refused).toContainText('Dismissed. Nothing was changed.');
  await expect(jobs).toHaveCount(0);

  await ask(page, wish);
  const card = assistant.getByRole('region', { name: 'Make job' }).last();
  await showsExactly(card);
  await expect(jobs).toHaveCount(0);
  await card.getByRole('button', { name: 'Approve' }).click();
  await expect(jobs).toHaveCount(1);
  await card.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page).toHaveURL(/\/jobs\/[^/]+$/);
  const job = page.getByRole('main').getByRole('article');
  await expect(job).toContainText('Boiler service');
  await expect(job).toContainText('Maria Keller');
  await expect(job).toContainText('10:00');
  expect(world.ollama.requests).toEqual([]);
});

async function ask(page: Page, question: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Ask the assistant' });
  await field.fill(question);
  await field.press('Enter');
}

/** Every argument that would be run, and no other. */
async function showsExactly(card: Locator): Promise<void> {
  const day = `^${weekday},? ${date},? `;
  await expect(card.getByRole('term')).toHaveText(['Customer', 'What', 'From', 'Until']);
  await expect(card.getByRole('definition')).toHaveText([
    'Maria Keller',
    'Boiler service',
    // No line of the price list has this name, so none is proposed with a price of its own.
    new RegExp(`${day}10:00$`),
    new RegExp(`${day}11:00$`),
  ]);
}

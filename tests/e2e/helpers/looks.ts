import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';
import { goTo } from './owner.ts';

/** The word in the header; it is hidden from a screen reader while a dialog is open. */
export function whereWorkIs(page: Page): Locator {
  return page.getByRole('status', { name: 'Where your work is', includeHidden: true });
}

/** The names in the list of people that this filter leaves. They must not be more than the window shows at once. */
export async function peopleNamed(page: Page, filter: string): Promise<string[]> {
  await goTo(page, 'People');
  await page.getByRole('searchbox', { name: 'Filter people' }).fill(filter);
  return page.getByRole('grid', { name: 'People' }).getByRole('gridcell').getByText(filter).allInnerTexts();
}

/** Opens the conversation with a customer, and gives its messages. */
export async function openConversation(page: Page, name: string): Promise<Locator> {
  await goTo(page, 'Inbox');
  await page.getByRole('searchbox', { name: 'Filter conversations' }).fill(name);
  await page.getByRole('row', { name }).click();
  return page.getByRole('log', { name: `Messages with ${name}` });
}

/** Searches everything, and waits until so much is found; without a number, until anything is. */
export async function searchFinds(page: Page, word: string, count?: number): Promise<void> {
  await goTo(page, 'Inbox');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill(word);
  await page.getByRole('button', { name: /^Search everything for/ }).click();
  const found = count === undefined ? /^[1-9]\d* found/ : new RegExp(`^${count} found$`);
  await expect(page.getByText(found)).toBeVisible();
}

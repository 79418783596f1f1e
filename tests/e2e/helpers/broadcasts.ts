import type { Page } from '@playwright/test';
import type { GraphStandin } from '../../standins/graph/server.ts';
import { expect } from './expect.ts';
import { goTo } from './owner.ts';

/** A template for advertising that Meta has approved, with the customer's name in it. */
export function approveOffer({ templates }: GraphStandin): void {
  templates.list.push({
    id: '920070352646160',
    name: 'winter_offer',
    language: 'en_GB',
    status: 'APPROVED',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'Hello {{1}}, ten percent off every boiler service in January.' }],
  });
}

/** Notes at the contact that they want to hear of offers, as they said themselves. */
export async function agreesToOffers(page: Page, name: string): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('searchbox').first().fill(name);
  await page.getByRole('row', { name }).first().click();
  await page.getByRole('button', { name: 'Change: Offers and news' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('They say').selectOption('yes');
  await dialog.getByLabel('In which words').fill('Yes, gladly');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await expect(dialog).toBeHidden();
}

/** A draft of a broadcast with the offer, as far as its owner has to fill it in; it goes out at any hour. */
export async function draftOffer(page: Page, name: string): Promise<void> {
  await goTo(page, 'Broadcasts');
  await page.getByRole('main').getByRole('button', { name: 'New broadcast' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Template').selectOption({ label: 'winter_offer (en_GB, marketing)' });
  await page.getByLabel('Not between').uncheck();
}

/** Sends it to as many as the button says. */
export async function sendOffer(page: Page, label: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: label }).click();
  await page.getByRole('dialog').getByRole('button', { name: label }).click();
}

import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, zoomed } from './camera.ts';

/** A call: somebody who is known, and a stranger with a long name who agrees on another time. */
export async function takeCall(page: Page, camera: Camera): Promise<void> {
  const dialog = await ring(page);
  await camera.take(page, 'call-empty');
  await page.keyboard.type('mar');
  const matches = dialog.getByRole('listbox', { name: 'Contacts that match' });
  await expect(matches.getByRole('option', { name: /^Maria Keller/ })).toBeVisible();
  await camera.take(page, 'call-search');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('The boiler drips again');
  await camera.take(page, 'call-known');
  await camera.take(page, 'call-known-zoomed', { views: [zoomed] });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await ring(page);
  await page.keyboard.type('+49 171 5550123');
  await dialog.getByLabel('Name').fill('Wohnungsbaugenossenschaft Friedrichshain-Kreuzberg رنا حداد');
  await dialog.getByLabel('When').selectOption('other');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Choose the day')).toBeVisible();
  await camera.take(page, 'call-problems');
  await dialog.getByLabel('When').selectOption('');
  await dialog.getByLabel('What do they want?').fill('Boiler drips');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await takeWriteFirst(page, camera);
}

/** The stranger who called is written to. */
async function takeWriteFirst(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Inbox');
  await page.getByRole('button', { name: 'Write to a customer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Write to a customer' });
  await dialog.getByRole('combobox', { name: 'To' }).fill('wohnung');
  await page.getByRole('option', { name: /Wohnungsbaugenossenschaft .* رنا حداد/ }).click();
  await camera.take(page, 'write-first');
  await dialog.getByRole('button', { name: 'Write', exact: true }).click();
  await expect(page.getByRole('region', { name: /^Conversation with Wohnungs/ })).toBeVisible();
  await camera.take(page, 'write-first-begun');
}

async function ring(page: Page) {
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'A call' });
  await expect(dialog.getByLabel('Who is it?')).toBeFocused();
  return dialog;
}

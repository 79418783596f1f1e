import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, zoomed } from './camera.ts';

/** A day of renewal that is near. */
const nextWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

/** A plan as it is made, what is wrong with one, and what comes of it. */
export async function takePlans(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Plans');
  await page.getByRole('main').getByRole('button', { name: 'New plan' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'New plan' }).click();
  await expect(dialog.getByText('Choose who it is for.')).toBeVisible();
  await camera.take(page, 'plan-problems');
  await dialog.getByRole('combobox', { name: 'Customer' }).fill('maria');
  await page.getByRole('option', { name: /^Maria Keller/ }).click();
  await dialog.getByLabel('What is done').fill('Yearly boiler service with a certificate for the landlord');
  await dialog.getByLabel('How often').selectOption('month');
  await dialog.getByLabel('Billed').selectOption('month');
  await dialog.getByLabel(/^Price \(/).fill('29.50');
  await dialog.getByLabel('Visits a year in the price').fill('4');
  await dialog.getByLabel(/^Normal price/).fill('95');
  await dialog.getByLabel('Renewed on').fill(nextWeek());
  await camera.take(page, 'plan-new');
  await camera.take(page, 'plan-new-zoomed', { views: [zoomed] });
  await dialog.getByRole('button', { name: 'New plan' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Renew…' })).toBeVisible();
  await camera.take(page, 'plan');
  await page.getByRole('button', { name: 'Renew…' }).click();
  await camera.take(page, 'plan-renewal');
  await page.keyboard.press('Escape');
  await goTo(page, 'Today');
  await expect(page.getByText(/Check and issue/)).toBeVisible();
  await camera.take(page, 'plan-today', { views: [zoomed] });
}

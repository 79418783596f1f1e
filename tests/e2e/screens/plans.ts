import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, zoomed } from './camera.ts';

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
  await dialog.getByLabel(/^Price of a visit/).fill('95');
  await camera.take(page, 'plan-new');
  await camera.take(page, 'plan-new-zoomed', { views: [zoomed] });
  await dialog.getByRole('button', { name: 'New plan' }).click();
  await expect(dialog).toBeHidden();
  await camera.take(page, 'plan');
}

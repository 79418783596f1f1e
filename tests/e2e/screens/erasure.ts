import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const views = [...usualViews, zoomed];

/** What goes and what stays when a person is erased for good, and on which devices it is done. */
export async function takeErasure(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('row').filter({ hasText: 'Duarte' }).first().click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Erase for good' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('cell', { name: /^The contact/ })).toBeVisible();
  await camera.take(page, 'erasure', { views });
  await dialog.getByLabel(/To have it done/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(dialog).toBeHidden();
  await openSection(page, 'Erasures');
  await camera.take(page, 'erasures', { views });
}

import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, zoomed } from './camera.ts';

/** A calendar elsewhere that does not answer, and a calendar for a phone with one thing chosen. */
export async function takeCalendars(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Schedule');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Calendars elsewhere…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('iCloud von Frau Friedrichshain رنا حداد');
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/private.ics');
  await dialog.getByRole('button', { name: 'Follow' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The calendar does not answer');
  await camera.take(page, 'calendars');
  await camera.take(page, 'calendars-zoomed', { views: [zoomed] });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Calendar for a phone…' }).click();
  await dialog.getByRole('button', { name: 'Make calendar' }).click();
  await dialog.getByRole('checkbox', { name: 'What is done' }).click();
  await expect(dialog.getByRole('checkbox', { name: 'What is done' })).toBeChecked();
  const url = await dialog.getByRole('textbox', { name: 'Address for the phone' }).inputValue();
  await expect.poll(async () => (await fetch(url)).headers.get('content-type')).toMatch(/^text\/calendar/);
  await camera.take(page, 'calendar-phone');
  await camera.take(page, 'calendar-phone-zoomed', { views: [zoomed] });
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await expect.poll(async () => (await fetch(url)).status).toBe(404);
  await page.keyboard.press('Escape');
}

import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, zoomed } from './camera.ts';

const names = [
  'Maria Keller',
  'رنا حداد',
  'Wohnungsbaugenossenschaft Friedrichshain-Kreuzberg eingetragene Genossenschaft',
];
const views = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1024, height: 700 },
  zoomed,
] as const;

/** The week, the day and the list, with long and right-to-left names and twelve visits at one time. */
export async function takeSchedule(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'People');
  for (const name of names.slice(1)) await addContact(page, name);
  const day = await nextWednesday(page);
  for (let count = 0; count < 12; count++) await addVisit(page, names[count % names.length]!, day);
  await goTo(page, 'Schedule');
  await camera.take(page, 'schedule-week', { views });
  await page.getByRole('button', { name: 'Next week' }).click();
  await camera.take(page, 'schedule-crowded', { views });
  await page.getByRole('button', { name: /^Wednesday/ }).click();
  await camera.take(page, 'schedule-day', { views });
  await page.getByRole('main').getByText('Month', { exact: true }).click();
  await camera.take(page, 'schedule-month', { views });
  await page.getByRole('main').getByText('List', { exact: true }).click();
  await camera.take(page, 'schedule-list', { views });
  await page
    .getByRole('button', { name: /رنا حداد/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'More for this visit' }).click();
  await page.getByRole('menuitem', { name: 'Change visit' }).click();
  await camera.take(page, 'schedule-visit', { views });
  await page.keyboard.press('Escape');
}

/** The Wednesday of the week after this one, as a field takes it. */
function nextWednesday(page: Page): Promise<string> {
  return page.evaluate(() => {
    const now = new Date();
    const ahead = 7 - ((now.getDay() + 6) % 7) + 2;
    return new Date(now.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
  });
}

async function addContact(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Add contact' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Add contact' }).click();
  await expect(dialog).toBeHidden();
}

async function addVisit(page: Page, customer: string, day: string): Promise<void> {
  await goTo(page, 'Jobs');
  await page.getByRole('main').getByRole('button', { name: 'New job' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Customer').fill(customer.slice(0, 12));
  await page.getByRole('option', { name: customer }).first().click();
  await dialog.getByLabel('Title').fill('Blocked drain in the yard');
  await dialog.getByRole('button', { name: 'New job' }).click();
  await page.getByRole('article').getByRole('button', { name: 'Schedule' }).click();
  await dialog.getByLabel('Day').fill(day);
  await dialog.getByLabel('Start').fill('10:00');
  await dialog.getByRole('button', { name: /^Schedule/ }).click();
  await expect(dialog).toBeHidden();
}

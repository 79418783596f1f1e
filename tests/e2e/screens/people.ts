import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, zoomed } from './camera.ts';

const long = 'Wohnungsbaugenossenschaft Friedrichshain-Kreuzberg eingetragene Genossenschaft';

/** The list with people chosen, its filter, who may be there twice; and who work is planned for. */
async function takeList(page: Page, camera: Camera): Promise<void> {
  await page.keyboard.press('Escape');
  const list = page.getByRole('grid', { name: 'People' });
  await list.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('2 chosen')).toBeVisible();
  await camera.take(page, 'people-chosen', { views: [zoomed] });
  await camera.take(page, 'people-chosen');
  await page.getByRole('button', { name: 'Choose none' }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await camera.take(page, 'people-filter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Duplicates' }).click();
  await camera.take(page, 'people-duplicates');
  await page.keyboard.press('Escape');
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Staff' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(long);
  await dialog.getByLabel('Kind').selectOption('van');
  await dialog.getByLabel('Has hours of their own').check();
  await camera.take(page, 'staff-new', { views: [zoomed] });
  await camera.take(page, 'staff-new');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await camera.take(page, 'staff');
  await page.getByRole('link', { name: 'Bin' }).click();
  await camera.take(page, 'bin');
  await goTo(page, 'People');
}

/** A company with a site, its equipment, its people, and how long and right-to-left names look there. */
export async function takePeople(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'People');
  await addContact(page, 'رنا حداد');
  await addContact(page, long);
  await takeList(page, camera);
  await page.getByRole('row', { name: long }).click();
  await page.getByLabel('Kind').selectOption('company');
  const sites = page.getByRole('region', { name: 'Sites' });
  await camera.take(page, 'contact-no-sites', { show: sites });
  await sites.getByRole('button', { name: 'Add site' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Street').fill('Warschauer Straße 41, Hinterhaus');
  await dialog.getByLabel('Postcode').fill('10243');
  await dialog.getByLabel('City').fill('Berlin');
  await dialog.getByLabel('How to get in').fill('Key safe beside the bins, code 4711. Ring twice.');
  await camera.take(page, 'site-new');
  await dialog.getByRole('button', { name: 'Add site' }).click();
  await expect(sites.getByLabel('How to get in')).toBeVisible();
  await sites.getByRole('button', { name: 'Add equipment' }).click();
  await dialog.getByLabel('What it is').fill('Boiler');
  await dialog.getByLabel('Make').fill('Vaillant');
  await dialog.getByLabel('Model').fill('ecoTEC plus 832');
  await dialog.getByLabel('Next service on').fill('2027-03-01');
  await camera.take(page, 'equipment-new', { views: [zoomed] });
  await camera.take(page, 'equipment-new');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(sites.getByRole('button', { name: /^Boiler/ })).toBeVisible();
  await sites.getByRole('button', { name: 'Add person' }).click();
  await dialog.getByLabel('What they are').selectOption({ label: 'Tenant' });
  await dialog.getByLabel('Who', { exact: true }).fill('رنا');
  await page.getByRole('option', { name: 'رنا حداد', exact: true }).click();
  await dialog.getByLabel('Since').fill('2025-05-01');
  await camera.take(page, 'site-person');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(sites.getByRole('link', { name: 'رنا حداد' })).toBeVisible();
  await camera.take(page, 'site', { show: sites.getByRole('button', { name: 'Add equipment' }) });
  await camera.take(page, 'site-zoomed', { show: sites.getByLabel('How to get in'), views: [zoomed] });
  const connections = page.getByRole('region', { name: 'Connected with' });
  await connections.getByRole('button', { name: 'Connect' }).click();
  await dialog.getByLabel('Who', { exact: true }).fill('رنا');
  await page.getByRole('option', { name: 'رنا حداد', exact: true }).click();
  await dialog.getByLabel('Position').fill('Caretaker');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(connections.getByRole('link')).toBeVisible();
  await camera.take(page, 'contact-connected', { show: connections });
}

async function addContact(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Add contact' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Add contact' }).click();
  await expect(dialog).toBeHidden();
}

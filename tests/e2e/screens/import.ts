import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, zoomed } from './camera.ts';

const header = 'Kundennr;Vorname;Nachname;Firma;Mobil;E-Mail;Straße;PLZ;Ort;Geburtstag;Türcode';
const long = 'Wohnungsbaugenossenschaft Friedrichshain-Kreuzberg eingetragene Genossenschaft';

/** A file of people on its way in, with problems, and back; then a price list. */
export async function takeImport(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('main').getByRole('button', { name: 'Import' }).click();
  await camera.take(page, 'import');
  await choose(page, 'customers.xlsx', Buffer.from([0x50, 0x4b, 3, 4]));
  await camera.take(page, 'import-spreadsheet');
  await choose(page, 'kunden-export-2026-11-29.csv', Buffer.from(people(), 'latin1'));
  await expect(page.getByText(/new ·/)).toBeVisible();
  await camera.take(page, 'import-columns');
  await camera.take(page, 'import-columns-zoomed', { views: [zoomed] });
  await camera.take(page, 'import-columns-below', { show: page.getByText('Türcode', { exact: true }) });
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
  await camera.take(page, 'import-done');
  await camera.take(page, 'import-done-zoomed', { views: [zoomed] });
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('Taken back')).toBeVisible();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await expect(page.getByText('Earlier imports')).toBeVisible();
  await camera.take(page, 'import-earlier');
  await takePrices(page, camera);
}

async function takePrices(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('button', { name: 'Back to People' }).click();
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: /Services/ }).click();
  await page.getByRole('main').getByRole('button', { name: 'Import' }).click();
  await choose(
    page,
    'prices.csv',
    Buffer.from('Code,Service,Price,Unit\n1,Radiator valve,£45.00,each\n2,Survey,on request,\n'),
  );
  await expect(page.getByText(/1 new ·/)).toBeVisible();
  await camera.take(page, 'import-prices');
}

export async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const opening = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file' }).click();
  await (await opening).setFiles({ name, mimeType: 'text/csv', buffer });
}

function people(): string {
  const rows = Array.from({ length: 60 }, (_, at) => {
    return `${at};Jörg;Müller ${at};;0171 55${String(10_000 + at)};joerg${at}@example.org;Elmstraße ${at};10243;Berlin;;`;
  });
  rows.push(`61;;;${long};;info@;Warschauer Straße 41;10243;Berlin;;`);
  rows.push('62;Eva;Sommer;;4.91512E+11;eva@example.org;;;;3.11.1980;4711');
  rows.push(`63;${long};${long};${long};;;;;;;`, ';;;;;;;;;1.1.1970;');
  return `${header}\n${rows.join('\n')}\n`;
}

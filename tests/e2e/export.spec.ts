import { BlobReader, ZipReader } from '@zip.js/zip.js';
import { readFileSync } from 'node:fs';
import { goTo, setUpBusiness, trySample } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'gondola thimble raven mosaic';

test('an owner takes everything out, reads it without Plumbline, and brings it into a new business', async ({
  world,
}) => {
  await world.startShell();
  const page = await world.openWindow();
  await trySample(page, { country: 'United Kingdom', passphrase });
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Export' }).click();
  await expect(page.getByText('Invoices and payments')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await (await download).path();
  const paths = await pathsOf(file);
  expect(paths.filter((path) => /^documents\/.+\.pdf$/.test(path))).toHaveLength(2);
  expect(paths).toEqual(
    expect.arrayContaining(['README.html', 'tables/contacts.csv', 'data/contacts.jsonl']),
  );

  await goTo(page, 'People');
  await page.getByRole('row', { name: /Tom Okafor/ }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'What is held about them' }).click();
  const copy = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a copy for them' }).click();
  const copied = await pathsOf(await (await copy).path());
  expect(copied).toEqual(expect.arrayContaining(['report.html', 'report.pdf', 'data/messages.jsonl']));

  const machine = await world.addMachine('second');
  await machine.startShell();
  const other = await machine.openWindow();
  await setUpBusiness(other, { name: 'Second Life Plumbing', country: 'United Kingdom', passphrase });
  await goTo(other, 'Settings');
  await other.getByRole('link', { name: 'Export' }).click();
  const chooser = other.waitForEvent('filechooser');
  await other.getByRole('button', { name: 'Choose an export' }).click();
  await (
    await chooser
  ).setFiles({ name: 'export.zip', mimeType: 'application/zip', buffer: readFileSync(file) });
  const dialog = other.getByRole('dialog');
  await expect(dialog.getByRole('row', { name: /^People, sites and enquiries/ })).toBeVisible();
  await dialog.getByLabel(/^Set what differs/).check();
  await dialog.getByRole('button', { name: 'Bring in' }).click();
  await expect(dialog).toBeHidden();
  await goTo(other, 'People');
  await expect(other.getByRole('row', { name: /Maria Keller/ })).toBeVisible();
  await goTo(other, 'Money');
  await expect(other.getByText('£222.00').first()).toBeVisible();
});

async function pathsOf(file: string): Promise<string[]> {
  const entries = await new ZipReader(new BlobReader(new Blob([readFileSync(file)]))).getEntries();
  return entries.map(({ filename }) => filename);
}

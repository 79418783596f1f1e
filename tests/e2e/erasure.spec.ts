import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { bytesBelow, searchFolders } from './helpers/canaries.ts';
import { goTo, trySample } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';
import type { World } from './helpers/world.ts';

const passphrase = 'gondola thimble raven mosaic';
const canary = 'Zanzibar Quillfeather';

test('a person who is erased is in no file of this computer, sealed or not', async ({ world }) => {
  const shell = await world.startShell();
  const page = await world.openWindow();
  await trySample(page, { country: 'United Kingdom', passphrase });
  await goTo(page, 'People');
  await page.getByRole('main').getByRole('button', { name: 'Add contact' }).first().click();
  const added = page.getByRole('dialog', { name: 'Add contact' });
  await added.getByLabel('Name').fill(canary);
  await added.getByRole('button', { name: 'Add contact' }).click();
  await expect(added).toBeHidden();
  const before = sealedRows(world, 'before');
  expect(before.size).toBeGreaterThan(3);
  await erase(page, canary);
  // With a conversation, jobs and files.
  await erase(page, 'Tom Okafor');
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Erasures' }).click();
  await expect(page.getByText('Done on every device')).toHaveCount(2);

  const after = sealedRows(world, 'after');
  const gone = [...before].flatMap(([sequence, bytes]) => (after.has(sequence) ? [] : [bytes]));
  expect(gone.length).toBeGreaterThan(3);
  await world.closeWindow();
  await shell.stop();
  const left = filesWith(world.folders.profile, gone);
  // Of the store that a browser had first it keeps the file, and overwrites it when it likes.
  expect(left.filter((file) => !file.includes(path.join('Default', 'IndexedDB')))).toEqual([]);
  expect(bytesBelow([world.folder])).toBeGreaterThan(100_000);
  expect(searchFolders([world.folder], [canary])).toEqual([]);
});

async function erase(page: Page, name: string): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('row', { name: new RegExp(name) }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Erase for good' }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`Erase ${name}`) });
  await expect(dialog.getByRole('cell', { name: /^The contact/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Erase for good' })).toBeDisabled();
  await dialog.getByLabel(/To have it done/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(0);
}

/** Of each piece of a book that the journal holds, a part that no other one has. */
function sealedRows({ folders }: World, name: string): Map<number, Buffer> {
  const file = path.join(folders.profile, 'journal', 'journal.sqlite');
  const copy = path.join(folders.wire, `${name}.sqlite`);
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
  const database = new DatabaseSync(copy);
  const rows = database.prepare("SELECT sequence, bytes FROM rows WHERE kind = 'update'").all();
  database.close();
  return new Map(
    rows.map(({ sequence, bytes }) => {
      const whole = Buffer.from(bytes as Uint8Array);
      return [Number(sequence), whole.subarray(-96, -32)];
    }),
  );
}

function filesWith(folder: string, parts: Buffer[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files
    .map((file) => path.join(file.parentPath, file.name))
    .filter((file) => {
      const content = readFileSync(file);
      return parts.some((part) => content.includes(part));
    });
}

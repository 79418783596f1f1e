import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

/** Rooms and settings that are empty in a young business, with something in them. */
export async function takeFilled(page: Page, camera: Camera): Promise<void> {
  await takeBin(page, camera);
  await takePipeline(page, camera);
  await takeTypes(page, camera);
  await takeOwnFields(page, camera);
  await takeReminders(page, camera);
  await takeRules(page, camera);
  await takeExport(page, camera);
  await takeFollowUp(page, camera);
}

async function takeBin(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('row', { name: /Tom Okafor/ }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'What is held about them' }).click();
  await expect(page.getByText('Meta Platforms')).toBeVisible();
  await camera.take(page, 'person-held');
  await camera.take(page, 'person-held', { views: [zoomed] });
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: /Jun Watanabe/ }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Put in the bin' }).click();
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Bin' }).click();
  await expect(page.getByRole('button', { name: /^Take out Jun/ })).toBeVisible();
  await camera.take(page, 'bin-filled');
}

async function takePipeline(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Pipeline');
  await expect(page.getByText('Bathroom under the roof')).toBeVisible();
  await camera.take(page, 'pipeline-filled');
  await camera.take(page, 'pipeline-filled', { views: [zoomed] });
}

async function takeTypes(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Types of job' }).click();
  // Where an earlier group has added a type, its fields stand beside.
  const minutes = page.getByLabel('Minutes of a visit');
  const before = await minutes.count();
  await page.getByRole('button', { name: 'Add type' }).click();
  await expect(minutes).toHaveCount(before + 1);
  const newest = (label: string) => page.getByLabel(label).last();
  await newest('Name').fill('Yearly service of a gas boiler with a certificate for the landlord');
  await newest('Minutes of a visit').fill('90');
  await newest('Checklist').fill(
    'Measure the flue gas\nClean the burner\nتحقق من الضغط\nWrite the certificate',
  );
  await newest('Minutes of a visit').focus();
  await camera.take(page, 'types-of-job');
  await camera.take(page, 'types-of-job', { views: [zoomed] });
}

async function takeOwnFields(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('link', { name: 'Own fields' }).click();
  await page.getByRole('region', { name: 'People' }).getByRole('button', { name: 'Add field' }).click();
  await camera.take(page, 'own-field-new');
  await page.keyboard.press('Escape');
}

async function takeReminders(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('link', { name: 'Reminders' }).click();
  await page.getByRole('button', { name: 'Add reminder' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('The day before, with buttons');
  const templates = dialog.getByLabel('Template', { exact: true });
  await templates.selectOption({ index: 1 });
  await camera.take(page, 'reminder-new');
  await camera.take(page, 'reminder-new', { views: [zoomed] });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await camera.take(page, 'reminders-filled');
  await camera.take(page, 'reminders-filled', { views: [zoomed] });
}

async function takeExport(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('link', { name: 'Export' }).click();
  await page.getByLabel('Only from').check();
  await page.getByLabel('From', { exact: true }).fill('2026-11-01');
  await page.getByLabel('To', { exact: true }).fill('2026-10-01');
  await camera.take(page, 'export-problem');
  await page.getByLabel('From the beginning').check();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await (await download).path();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose an export' }).click();
  await (await chooser).setFiles({ name: 'e.zip', mimeType: 'application/zip', buffer: readFileSync(file) });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('table')).toBeVisible();
  await camera.take(page, 'export-bring-in');
  await camera.take(page, 'export-bring-in', { views: [zoomed] });
  await page.keyboard.press('Escape');
}

async function takeRules(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('link', { name: 'Rules' }).click();
  await camera.take(page, 'rules-none');
  await page.getByRole('button', { name: 'Add rule' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await camera.take(page, 'rule-new');
  await camera.take(page, 'rule-new', { views: [zoomed] });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Look at it' }).nth(3).click();
  await dialog.getByRole('button', { name: 'See what it would have done' }).click();
  await expect(dialog.getByRole('button', { name: 'Turn on' })).toBeVisible();
  await camera.take(page, 'rule-foreseen');
  await camera.take(page, 'rule-foreseen', { views: [zoomed] });
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(dialog).toBeHidden();
  await camera.take(page, 'rules-filled');
  await camera.take(page, 'rules-filled', { views: [zoomed] });
}

/** A follow-up that somebody starts at an enquiry, and why the enquiry has its score. */
async function takeFollowUp(page: Page, camera: Camera): Promise<void> {
  const views = [...usualViews, zoomed];
  await page.getByRole('link', { name: 'Rules' }).click();
  await page.getByRole('button', { name: 'Add rule' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('combobox', { name: 'When' })
    .selectOption({ label: 'somebody starts it at an enquiry' });
  await dialog.getByLabel('Name of the follow-up').fill('After the quote, looked at but silent');
  const add = dialog.getByRole('combobox', { name: 'Add what is done' });
  await add.selectOption({ label: 'Send a template' });
  await dialog.getByRole('combobox', { name: 'Send a template' }).selectOption({ index: 1 });
  await dialog.getByLabel(/^Days later/).fill('3');
  await camera.take(page, 'follow-up-rule', { views });
  await dialog.getByRole('button', { name: 'See what it would have done' }).click();
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'Pipeline');
  await page.getByRole('button', { name: /Bathroom under the roof/ }).click();
  const enquiries = page.getByRole('region', { name: 'Enquiries' });
  const start = enquiries.getByRole('button', { name: 'Start a follow-up' });
  await camera.take(page, 'enquiry', { views, show: start });
  await start.click();
  await camera.take(page, 'enquiry-follow-up', { asIs: true });
  await page.getByRole('menuitem', { name: /^After the quote/ }).click();
  await enquiries
    .getByText(/follow-up/)
    .first()
    .waitFor();
  await camera.take(page, 'enquiry-followed-up', { views, show: enquiries });
  await enquiries
    .getByRole('button', { name: /of 100/ })
    .first()
    .click();
  await camera.take(page, 'enquiry-score', { asIs: true });
  await page.keyboard.press('Escape');
}

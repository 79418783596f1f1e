import type { Page } from '@playwright/test';
import type { Camera } from './camera.ts';
import { goTo, openSection } from '../helpers/owner.ts';

const guests = Array.from({ length: 60 }, (_, at) => (at === 3 ? 'رنا حداد' : `Guest number ${at + 1}`));
const checks = [
  'Turn the water off at the main',
  'Photograph the pipe before anything is touched, with the meter and the shut-off valve in the picture',
  'Pressure test, ten minutes',
];

/** A visit under way: what happened, who worked how long, its checklist and the people who take part. */
export async function takeVisit(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Types of job');
  await page.getByRole('button', { name: 'Add type' }).click();
  await page.getByRole('textbox', { name: 'Minutes of a visit' }).waitFor();
  await camera.take(page, 'settings-job-types');
  await goTo(page, 'Jobs');
  await page.getByText('Blocked drain behind the ovens').first().click();
  const visits = page.getByRole('region', { name: 'Visits' });
  await visits.getByRole('button', { name: 'Add checklist' }).click();
  for (const check of checks) await addLine(page, 'Add a line, or paste many', check);
  await visits.getByRole('checkbox').first().click();
  await visits.getByText('Checklist: 1 of 3 done').waitFor();
  await camera.take(page, 'visit-under-way');
  await visits.getByRole('button', { name: 'Pause' }).click();
  await visits.getByRole('button', { name: 'More for this visit' }).click();
  await camera.take(page, 'visit-paused');
  await page.getByRole('menuitem', { name: 'Cancel visit' }).click();
  await camera.take(page, 'visit-cancel');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add time' }).click();
  await camera.take(page, 'visit-add-time');
  await page.keyboard.press('Escape');
  await visits.getByRole('button', { name: 'Add people who take part' }).click();
  for (const guest of guests) await addLine(page, 'Add a name, or paste many', guest);
  await visits.getByRole('button', { name: 'More for this visit' }).click();
  await page.getByRole('menuitem', { name: 'Done' }).click();
  await camera.take(page, 'visit-done');
}

async function addLine(page: Page, name: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name });
  await field.fill(text);
  await field.press('Enter');
  await page.getByText(text, { exact: true }).waitFor();
}

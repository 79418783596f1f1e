import type { Locator, Page } from '@playwright/test';
import { type Camera, usualViews, zoomed } from './camera.ts';
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
  await addPhotos(page);
  await camera.take(page, 'visit-photos', { show: page.getByRole('region', { name: 'Photos and files' }) });
  await page
    .getByRole('button', { name: /^Open Photo, Before/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Note', exact: true }).waitFor();
  await camera.take(page, 'visit-photo-large', { asIs: true });
  await page.keyboard.press('Escape');
  await useMaterials(page);
  await camera.take(page, 'job-materials', { show: page.getByRole('region', { name: 'Materials' }) });
  await camera.take(page, 'job-margin', {
    show: page.getByRole('region', { name: 'Cost and margin' }),
    views: [...usualViews, zoomed],
  });
  await sign(page, visits, camera);
  await visits.getByRole('checkbox').nth(1).click();
  const changed = visits.getByText('Changed since it was signed');
  await camera.take(page, 'visit-signed-changed', { show: changed, views: [...usualViews, zoomed] });
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
  await fitEquipment(page, camera);
}

/** Pictures as a phone takes them, upright and across. */
async function addPhotos(page: Page): Promise<void> {
  for (const [words, count] of [
    ['Before the work', 2],
    ['After the work', 1],
  ] as const) {
    await page.getByRole('button', { name: 'Add photos' }).first().click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: words }).click();
    const files = await Promise.all(Array.from({ length: count }, (_, at) => photo(page, words, at)));
    await (await chooser).setFiles(files);
    const shown = `Open Photo, ${words.split(' ')[0]}`;
    await page
      .getByRole('button', { name: shown })
      .nth(count - 1)
      .waitFor();
  }
}

async function photo(page: Page, words: string, at: number) {
  const data = await page.evaluate(
    async ([hue, isUpright]) => {
      const canvas = new OffscreenCanvas(isUpright ? 900 : 1200, isUpright ? 1200 : 900);
      const context = canvas.getContext('2d')!;
      context.fillStyle = `hsl(${hue} 25% 45%)`;
      context.fillRect(0, 0, 1200, 1200);
      context.fillStyle = `hsl(${hue} 20% 70%)`;
      context.fillRect(300, 0, 120, 1200);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
      return Array.from(bytes);
    },
    [words.length * 40 + at * 90, at === 1] as const,
  );
  return { name: `IMG_${at}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(data) };
}

async function useMaterials(page: Page): Promise<void> {
  for (const text of ['Copper pipe, 22 mm, half hard, in lengths of three metres', 'صمام إغلاق'])
    await addTo(page, 'Add what was used, and press Enter', text);
  const cost = page.getByRole('region', { name: 'Cost and margin' });
  const field = cost.getByRole('textbox', { name: /^Cost of/ }).first();
  await field.fill('35');
  await field.press('Enter');
  await cost.getByText(/%/).waitFor();
}

async function addTo(page: Page, name: string, text: string): Promise<void> {
  const field = page.getByRole('combobox', { name });
  await field.fill(text);
  await field.press('Enter');
  await page
    .getByRole('region', { name: 'Materials' })
    .getByRole('button', { name: `Remove ${text}` })
    .waitFor();
}

async function sign(page: Page, visits: Locator, camera: Camera): Promise<void> {
  await visits.getByRole('button', { name: 'Get a signature' }).click();
  const pad = page.getByRole('img', { name: 'Draw the signature here' });
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + box.height * 0.7);
  await page.mouse.down();
  for (let at = 0; at < 40; at++)
    await page.mouse.move(box.x + 40 + at * 6, box.y + box.height * (0.5 + 0.3 * Math.sin(at / 2)));
  await page.mouse.up();
  await camera.take(page, 'visit-sign', { asIs: true, views: [...usualViews, zoomed] });
  await page.getByRole('button', { name: 'Keep signature' }).click();
  const signed = visits.getByRole('img', { name: /^Signature of/ });
  await signed.waitFor();
  await camera.take(page, 'visit-signed', { show: signed });
}

/** What is looked after where the job is done, as whoever goes there reads it. */
async function fitEquipment(page: Page, camera: Camera): Promise<void> {
  const street = page.getByRole('textbox', { name: 'Street' });
  if ((await street.inputValue()) === '') {
    await street.fill('14 Quay Street');
    await street.blur();
  }
  const job = page.url();
  await page.getByRole('article').locator('a[href*="/people/"]').first().click();
  const sites = page.getByRole('region', { name: 'Sites' });
  await sites.getByRole('button').filter({ hasNotText: 'Add' }).first().click();
  for (const [what, make] of [
    ['Grease trap under the ovens', 'ACO Lipurat'],
    ['سخان المياه', 'Vaillant'],
  ] as const) {
    await sites.getByRole('button', { name: 'Add equipment' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What it is').fill(what);
    await dialog.getByLabel('Make').fill(make);
    await dialog.getByLabel('Serial number').fill('21-04-8831');
    await dialog.getByLabel('Warranty until').fill('2027-03-31');
    await dialog.getByLabel('Next service on').fill('2027-01-15');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  await camera.take(page, 'site-equipment', { views: [...usualViews, zoomed], show: sites });
  await page.goBack();
  await page.waitForURL(job);
  const there = page.getByText('Equipment there');
  await camera.take(page, 'job-equipment', { views: [...usualViews, zoomed], show: there });
}

async function addLine(page: Page, name: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name });
  await field.fill(text);
  await field.press('Enter');
  await page.getByText(text, { exact: true }).waitFor();
}

import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, zoomed } from './camera.ts';

const long = {
  phone: '447700900731',
  name: 'Maximiliana Featherstonehaugh-Cholmondeley of the Wolverhampton Housing Association',
};
const arabic = { phone: '447700900732', name: 'مؤسسة النور للصيانة العامة والمقاولات' };
const words =
  'Hello, could you do a boiler service at 12 Elm Street on Thursday at 9? The key is with the neighbour.';
const views = [{ theme: 'light', width: 1440, height: 900 }, zoomed] as const;

/** The same rooms with names of eighty letters, with writing from right to left, and at 200 % zoom. */
export async function takeStrain(page: Page, { graph }: World, camera: Camera): Promise<void> {
  await graph.customerSends(long, { type: 'text', text: { body: words } });
  await graph.customerSends(arabic, {
    type: 'text',
    text: { body: 'صباح الخير، الصنبور في المطبخ يقطر منذ يومين. هل يمكنكم الحضور غدا؟' },
  });
  const take = (name: string) => camera.take(page, `strain-${name}`, { views });
  await goTo(page, 'Inbox');
  await expect(page.getByRole('row', { name: long.name })).toBeVisible();
  await take('inbox');
  await page.getByRole('row', { name: long.name }).click();
  await expect(page.getByRole('region', { name: 'Proposed job' })).toBeVisible();
  await page.getByLabel('Write an answer').fill('We come on Thursday at nine and ring twice.');
  await take('conversation');
  await page.setViewportSize(zoomed);
  await page.getByRole('button', { name: 'Show customer' }).click();
  await camera.take(page, 'strain-customer', { views: [zoomed] });
  await page.setViewportSize(zoomed);
  await page
    .getByRole('complementary', { name: 'Customer' })
    .getByRole('button', { name: 'Hide customer' })
    .click();
  await page
    .getByRole('button', { name: /^Make job/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Visits' }).getByText('Thu')).toBeVisible();
  await take('job');
  await goTo(page, 'Inbox');
  await page.getByRole('row', { name: arabic.name }).click();
  await take('right-to-left');
  await goTo(page, 'People');
  await take('people');
  // Of many whom an earlier group has brought in, only those in sight are drawn.
  await page.getByRole('searchbox', { name: 'Filter people' }).fill('Maximiliana');
  await page.getByRole('row', { name: long.name }).click();
  await take('contact');
  await goTo(page, 'Jobs');
  await take('jobs');
  await page.getByRole('main').getByText('Board', { exact: true }).click();
  await take('board');
  await goTo(page, 'Money');
  await take('money');
  await goTo(page, 'Knowledge');
  await take('knowledge');
  for (const section of ['Business', 'Services and prices', 'Inbox', 'Security']) {
    await openSection(page, section);
    await take(`settings-${section.toLowerCase().replaceAll(' ', '-')}`);
  }
}

import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import { dismissNotices } from '../helpers/screens.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

/** A second channel with a name, a number and knowledge of its own. */
export async function takeByChannel(page: Page, { graph }: World, camera: Camera): Promise<void> {
  await openSection(page, 'Channels');
  await page.getByRole('button', { name: 'Connect another channel' }).click();
  const form = page.getByRole('region', { name: 'Connect a channel' });
  await form.getByRole('button', { name: 'Type the IDs' }).click();
  await form.getByText('Messenger', { exact: true }).click();
  await form.getByLabel('Name').fill('Pool service');
  await form.getByLabel('Page ID').fill('900100200300');
  await form.getByLabel('Access token').fill('EAAG-pool-token');
  await form.getByLabel('App secret').fill('pool-secret');
  await form.getByLabel("Meta's address").fill(graph.url);
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  const card = page.getByRole('region', { name: 'Pool service' });
  await card.getByRole('button', { name: 'Change', exact: true }).click();
  await fill('Phone told here', '+44 20 7946 0222');
  await fill('Writes as', 'Pia from the pool team');
  await fill('Signature', 'Pia, Rivera Pools\n{{phone}}');
  await dismissNotices(page);
  await camera.take(page, 'channel-differs', { show: card.getByLabel('Phone told here') });
  await camera.take(page, 'channel-differs-knowledge', { show: card.getByText('Knowledge used here') });
  await card.getByRole('button', { name: 'Hide' }).click();
  await camera.take(page, 'channel-differs-closed', { show: card.getByText('Differs here') });
  await takeRates(page, camera);
  await goTo(page, 'Knowledge');
  await page.getByRole('main').getByRole('button', { name: 'Add knowledge' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Question' }).fill('Do you heat pools?');
  await dialog.getByLabel('Answer').fill('Yes, with heat pumps, from April on.');
  await dialog.getByRole('button', { name: 'Add knowledge' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('row', { name: /Do you heat pools/ }).click();
  await page.getByRole('combobox', { name: 'Where it is used' }).click();
  await camera.take(page, 'knowledge-channels-choice', { asIs: true });
  await page.getByRole('option', { name: 'Pool service' }).click();
  await page.keyboard.press('Escape');
  await dismissNotices(page);
  await camera.take(page, 'knowledge-channels');

  async function fill(label: string, text: string): Promise<void> {
    const field = card.getByLabel(label);
    await field.fill(text);
    await field.blur();
  }
}

/** What Meta asks for templates, as the owner has copied it from Meta's list. */
async function takeRates(page: Page, camera: Camera): Promise<void> {
  const section = page.getByRole('region', { name: 'What templates cost' });
  const views = [...usualViews, zoomed];
  await section.getByLabel(/^Each, in/).fill('much');
  await section.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(section.getByLabel(/^Each, in/)).toHaveAttribute('aria-invalid', 'true');
  await camera.take(page, 'template-costs-problem', { views, show: section });
  for (const [category, country, price] of [
    ['UTILITY', '', '0.0125'],
    ['MARKETING', 'GB', '0.0529'],
    ['MARKETING', 'AE', '0.0384'],
  ] as const) {
    await section.getByLabel('Kind of template').selectOption(category);
    await section.getByLabel('To numbers of').selectOption(country);
    await section.getByLabel(/^Each, in/).fill(price);
    await section.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(section.getByLabel(/^Each, in/)).toHaveValue('');
  }
  await camera.take(page, 'template-costs', { views, show: section });
}

import type { Page } from '@playwright/test';
import { agreesToOffers, approveOffer, draftOffer, sendOffer } from '../helpers/broadcasts.ts';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, zoomed } from './camera.ts';

const customers = [
  { name: 'Ana Lopes', phone: '31687654301' },
  { name: 'Maximiliane-Theophanie von und zu Hohenstein-Wartenberg-Lichtenfels', phone: '31687654302' },
  { name: 'محمد عبد الرحمن', phone: '31687654303' },
];

/** A broadcast from its empty room over the draft to what became of it. */
export async function takeBroadcasts(page: Page, { graph }: World, camera: Camera): Promise<void> {
  approveOffer(graph);
  // One that is not known here is looked for at Meta.
  const value = {
    event: 'APPROVED',
    message_template_name: 'winter_offer',
    message_template_language: 'en_GB',
  };
  await graph.deliveries.send({ field: 'message_template_status_update', value });
  for (const { phone, name } of customers)
    await graph.customerWrites({ from: phone, name, text: 'Good morning' });
  await goTo(page, 'Broadcasts');
  await camera.take(page, 'broadcasts-empty');
  for (const { name } of customers) await agreesToOffers(page, name);
  await draftOffer(page, 'Boiler services in January, before the frost comes back to the whole town');
  await expect(page.getByText(/^Reaches 3 people/)).toBeVisible();
  await camera.take(page, 'broadcast-draft');
  await camera.take(page, 'broadcast-draft-zoomed', { views: [zoomed] });
  await page.getByRole('button', { name: 'Write a template…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Message').fill('Hello {{first_name}}, ten percent off until {{day}} for you.');
  await dialog.getByLabel('Name at Meta').fill('Winter offer');
  await dialog.getByRole('button', { name: 'Hand it in' }).click();
  await camera.take(page, 'broadcast-template', { asIs: true });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('At a time').click();
  await page.getByText('not agreed to advertising').click();
  await page.getByRole('button', { name: 'Next recipient' }).click();
  await camera.take(page, 'broadcast-draft-later');
  await page.getByLabel('Now', { exact: true }).click();
  await sendOffer(page, 'Send to 3 people');
  await expect(page.getByRole('row', { name: customers[0]!.name })).toContainText('Delivered');
  await camera.take(page, 'broadcast');
  await camera.take(page, 'broadcast-zoomed', { views: [zoomed] });
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await camera.take(page, 'broadcast-rtl');
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'ltr'));
}

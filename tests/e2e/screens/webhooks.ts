import type { Page } from '@playwright/test';
import { behaviours, startReceiver } from '../../standins/webhook/receiver.ts';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const longName = 'Bookkeeping of Huber, Lindqvist & Daughters in the old town';

/** Programs that are told something: none yet, one with its secret, its rule, and what it did not take. */
export async function takeWebhooks(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const receiver = await startReceiver(behaviours.fails);
  const views = [...usualViews, zoomed];
  await openSection(page, 'Webhooks');
  await camera.take(page, 'webhooks-none', { views });
  await page.getByRole('button', { name: 'Add a program' }).click();
  await page.getByLabel('Name').fill(longName);
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await camera.take(page, 'webhooks-secret', { views });
  await page.getByRole('button', { name: 'I have it' }).click();

  await openSection(page, 'Rules');
  await page.getByRole('button', { name: 'Add rule' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Add what is done').selectOption('Tell a program');
  await form.getByRole('combobox', { name: 'Tell a program' }).selectOption(longName);
  await form.getByLabel('Name', { exact: true }).check();
  await form.getByLabel('Words of the message').check();
  await camera.take(page, 'webhooks-rule', { views, asIs: true });
  await form.getByRole('button', { name: 'See what it would have done' }).click();
  await form.getByRole('button', { name: 'Turn on' }).click();
  await expect(form).toBeHidden();
  await graph.customerWrites({ from: '447700900262', name: 'Zoe Bell', text: 'Do you come on Friday?' });
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
  await openSection(page, 'Webhooks');
  await expect(page.getByRole('list', { name: 'Not delivered' })).toBeVisible();
  await camera.take(page, 'webhooks-unsent', { views });
  await page.getByRole('button', { name: 'Add a source' }).click();
  await page.getByLabel('Name', { exact: true }).first().fill(longName);
  await page.getByLabel('Ask me before an enquiry is made').check();
  await camera.take(page, 'webhooks-source', {
    views,
    show: page.getByText('Where in its JSON each stands'),
  });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'I have it' }).click();
  const address = await page.getByRole('code').filter({ hasText: '/v1/hooks/in/' }).innerText();
  const words = 'There is a strong smell of gas in the kitchen, and we do not know where to turn it off';
  const forged = JSON.stringify({ customer: { name: 'Zoe Bell', phone: '07700 900262' }, words });
  await expect.poll(async () => (await fetch(address, { method: 'POST', body: forged })).status).toBe(204);
  await expect(page.getByRole('list', { name: 'Waits for you' })).toBeVisible();
  const taken = page.getByRole('button', { name: 'I look after it' });
  await expect(taken.first()).toBeVisible();
  await camera.take(page, 'webhooks-arrived', { views });
  for (let left = await taken.count(); left > 0; left--) {
    await taken.first().click();
    await expect(taken).toHaveCount(left - 1);
  }
  await goTo(page, 'Today');
  const line = page.getByText(`Look at what came from ${longName}`);
  await expect(line).toBeVisible();
  await camera.take(page, 'today-programs', { views, show: line });
  await receiver.stop();
}

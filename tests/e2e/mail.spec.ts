import type { Page } from '@playwright/test';
import { startSmtp } from '../standins/smtp/server.ts';
import { agreesToOffers } from './helpers/broadcasts.ts';
import { connectMailbox, issueInvoice, newContact } from './helpers/mail.ts';
import { connectRelay, goTo, setUpBusiness } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'lantern gravel violin osprey';
const marta = { name: 'Marta Keller', email: 'marta@example.com' };

test('an invoice goes out by e-mail with its PDF, and whoever unsubscribes from an offer gets invoices and no offers', async ({
  world,
}) => {
  const smtp = await startSmtp();
  await world.startRelay();
  await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, { name: 'Rivera Heating', country: 'Netherlands', passphrase });
  await connectRelay(page, world.relayUrl);
  await connectMailbox(page, smtp);
  await page.getByRole('button', { name: 'Send a test to yourself' }).click();
  await expect(page.getByText(`Sent to ${smtp.user}`)).toBeVisible();

  await newContact(page, marta);
  await issueInvoice(page);
  await sendByMail(page);
  await expect.poll(() => smtp.taken.length).toBe(2);
  expect(smtp.taken[1]).toMatchObject({ to: [marta.email], isSecure: true });
  expect(smtp.taken[1]?.raw).toContain('Content-Type: application/pdf');

  await agreesToOffers(page, marta.name);
  await writeCampaign(page);
  await expect(page.getByText('Reaches 1 person')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What they read' })).toContainText(
    'Hello Marta, ten percent',
  );
  await page.getByRole('main').getByRole('button', { name: 'Send to 1 person' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send to 1 person' }).click();
  await expect.poll(() => smtp.taken.length).toBe(3);
  const link = /List-Unsubscribe: <([^>]+)>/.exec(smtp.taken[2]!.raw)?.[1] ?? '';
  const body = 'List-Unsubscribe=One-Click';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await fetch(link, { method: 'POST', headers, body })).status).toBe(200);

  await page.getByRole('button', { name: 'Use again' }).click();
  await expect(page.getByText('want no advertising')).toBeVisible();
  await smtp.stop();
});

async function sendByMail(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('To')).toHaveValue(marta.email);
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function writeCampaign(page: Page): Promise<void> {
  await goTo(page, 'Broadcasts');
  await page.getByRole('main').getByRole('button', { name: 'New broadcast' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Winter');
  await page.getByLabel('Subject').fill('For {{firstName}}');
  await page.getByLabel('Message', { exact: true }).fill('Hello {{firstName}}, ten percent off in January.');
  await page.getByLabel('Not between').uncheck();
}

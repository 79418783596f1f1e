import type { Page } from '@playwright/test';
import { startSmtp } from '../../standins/smtp/server.ts';
import { agreesToOffers } from '../helpers/broadcasts.ts';
import { expect } from '../helpers/expect.ts';
import { connectMailbox, issueInvoice, newContact } from '../helpers/mail.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const marta = {
  name: 'Philippa-Theodora von und zu Hohenstein-Wartenberg-Lichtenfels',
  email: 'philippa-theodora.von-und-zu@hohenstein-wartenberg-lichtenfels.example.com',
};

/** The owner's mailbox, an invoice by e-mail, and a campaign. */
export async function takeMail(page: Page, _world: World, camera: Camera): Promise<void> {
  const smtp = await startSmtp();
  const views = [...usualViews, zoomed];
  await openSection(page, 'Channels');
  await page.getByRole('button', { name: 'Connect a mailbox' }).click();
  await page.getByLabel('Your e-mail address').fill('rivera@gmail.com');
  await camera.take(page, 'mail-connect', { views });
  for (const provider of ['Google', 'Microsoft']) {
    await page.getByRole('radio', { name: provider }).check();
    await camera.take(page, `mail-${provider.toLowerCase()}`, { views });
  }
  await page.getByRole('button', { name: 'Cancel' }).click();
  await connectMailbox(page, smtp);
  smtp.refuseNext('auth', { code: 535, words: '5.7.8 Username and Password not accepted' });
  await page.getByRole('button', { name: 'Send a test to yourself' }).click();
  await expect(page.getByText(/app password, which you make/)).toBeVisible();
  await camera.take(page, 'mail-connected', { show: page.getByText(/app password, which you make/), views });
  await openSection(page, 'Reminders');
  await page.getByRole('button', { name: 'Add reminder' }).click();
  await page.getByLabel('By e-mail to whom no template reaches').check();
  await camera.take(page, 'mail-reminder', { show: page.getByLabel('Message', { exact: true }), views });
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await newContact(page, marta);
  await issueInvoice(page);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  // Where an earlier group has left an approved template, WhatsApp is offered beside it.
  const byMail = page.getByRole('menuitem', { name: 'By e-mail' });
  await expect(byMail.or(page.getByRole('dialog'))).toBeVisible();
  if (await byMail.isVisible()) await byMail.click();
  await camera.take(page, 'mail-invoice', { asIs: true, views });
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await agreesToOffers(page, marta.name);
  await goTo(page, 'Broadcasts');
  await page.getByRole('main').getByRole('button', { name: 'New broadcast' }).first().click();
  await page
    .locator('label')
    .filter({ hasText: /^E-mail$/ })
    .click();
  await page.getByLabel('Name', { exact: true }).fill('Winter');
  await page.getByLabel('Subject').fill('Ten percent off for {{firstName}}');
  await page
    .getByLabel('Message', { exact: true })
    .fill('Hello {{firstName}},\n\nten percent off every boiler service in January.\n\n{{business}}');
  // An earlier group may have left others who have agreed.
  await expect(page.getByText(/^Reaches (1 person|\d+ people)/)).toBeVisible();
  await camera.take(page, 'mail-campaign', { views });
  await page
    .locator('label')
    .filter({ hasText: /^WhatsApp$/ })
    .click();
  await page.getByRole('button', { name: 'Write a template…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Heading').fill('Before the frost');
  await dialog.getByLabel('Message').fill('Hello {{first_name}}, ten percent off until Friday for you.');
  await dialog.getByLabel('Example for first_name').fill('Ana');
  await dialog.getByRole('button', { name: 'Button to a page' }).click();
  await dialog.getByLabel('Link', { exact: true }).fill('See the offer');
  await camera.take(page, 'mail-template-buttons', { asIs: true, views });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await smtp.stop();
}

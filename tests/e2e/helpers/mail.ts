import type { Page } from '@playwright/test';
import type { SmtpStandin } from '../../standins/smtp/server.ts';
import { expect } from './expect.ts';
import { goTo, openSection } from './owner.ts';

/** Connects the owner's mailbox, as far as they have to fill it in for a server of this computer. */
export async function connectMailbox(page: Page, smtp: SmtpStandin): Promise<void> {
  await openSection(page, 'Channels');
  await page.getByRole('button', { name: 'Connect a mailbox' }).click();
  await page.getByLabel('Your e-mail address').fill(smtp.user);
  await page.getByLabel('Password', { exact: true }).fill(smtp.password);
  await page.getByLabel('Server for outgoing mail (SMTP)').fill('127.0.0.1');
  await page.getByLabel('Port', { exact: true }).fill(String(smtp.port));
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { name: smtp.user })).toBeVisible();
}

/** Leaves none connected, for whoever connects one afterwards. */
export async function disconnectMailbox(page: Page): Promise<void> {
  await openSection(page, 'Channels');
  await page.getByRole('button', { name: 'Disconnect' }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Somebody in People with an e-mail address, opened. */
export async function newContact(
  page: Page,
  { name, email }: { name: string; email: string },
): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('main').getByRole('button', { name: 'Add contact' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Add contact' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('row', { name }).first().click();
}

/** An invoice to whose contact is open. */
export async function issueInvoice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New invoice' }).click();
  const line = page.getByPlaceholder(/^Add a line/);
  await line.fill('Boiler service');
  await line.press('Enter');
  await page.getByRole('textbox', { name: 'Price' }).first().fill('120,00');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Issue' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Issue' }).click();
  await expect(page.getByRole('button', { name: 'Record payment' })).toBeVisible();
}

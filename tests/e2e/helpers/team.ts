import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';
import { openSection } from './owner.ts';

/** What an owner and those who join do on their screens, in the words that the screens use. */

export interface Newcomer {
  name: string;
  role: 'Manager' | 'Technician';
}

/** Makes an invitation, and gives its link. The dialog stays open. */
export async function invite(page: Page, { name, role }: Newcomer): Promise<string> {
  await openSection(page, 'Team');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('radio', { name: role }).check();
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  return linkIn(dialog);
}

/** The link that the dialog shows, with the same as a code for a camera. */
export async function linkIn(dialog: Locator): Promise<string> {
  await expect(dialog.getByRole('figure', { name: 'The link as a code for a camera' })).toBeVisible();
  const link = await dialog.getByRole('code').innerText();
  expect(link).toContain('#join=');
  return link;
}

/** Uses a link on an empty device, and gives the code that it shows when the owner's device has answered. */
export async function askToJoin(page: Page, link: string, deviceName: string): Promise<string> {
  await page.getByRole('button', { name: /^Join a business/ }).click();
  await page.getByLabel('Link').fill(link);
  await page.getByLabel('Name of this device').fill(deviceName);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: /^Join / })).toBeVisible();
  return codeOn(page.getByRole('main'));
}

/** Chooses the passphrase and waits for the owner. */
export async function choosePassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same again').fill(passphrase);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(
    page.getByRole('heading', { name: 'Waiting for the owner to let this device in' }),
  ).toBeVisible();
}

/** The six digits that a screen shows. */
export async function codeOn(place: Locator): Promise<string> {
  return place.getByText(/^\d{3} \d{3}$/).innerText();
}

/** Types the code of the new device, as it is read out, and lets it in. */
export async function typeCode(dialog: Locator, code: string): Promise<void> {
  await dialog.getByLabel('Code on the new device').fill(code);
  await dialog.getByRole('button', { name: 'Let them in' }).click();
}

/** The whole way of a device into the team: link, passphrase, the code typed at the owner's, admission. */
export async function letIn(
  owner: Page,
  joiner: Page,
  link: string,
  device: { name: string; passphrase: string },
): Promise<void> {
  const code = await askToJoin(joiner, link, device.name);
  const dialog = owner.getByRole('dialog', { name: 'Asks to be let in' });
  await expect(dialog).toBeVisible();
  await choosePassphrase(joiner, device.passphrase);
  await typeCode(dialog, code);
  await expect(owner.getByText(`${device.name} is in the team`)).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(joiner.getByRole('navigation', { name: 'Screens' })).toBeVisible();
}

const rooms = new Set(['Today', 'Inbox', 'People', 'Jobs', 'Money', 'Settings']);

/** The screens that the rail offers, in order. */
export async function roomsOf(page: Page): Promise<string[]> {
  const links = await page.getByRole('navigation', { name: 'Screens' }).getByRole('link').allInnerTexts();
  return links.filter((name) => rooms.has(name));
}

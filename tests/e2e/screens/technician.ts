import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import { dismissNotices } from '../helpers/screens.ts';
import type { World } from '../helpers/world.ts';
import type { Camera } from './camera.ts';
import { openTalk } from './thread.ts';

const who = { phone: '447700900232', name: 'Benny' };

/** A member who is served from their phone, and a visit that is theirs. */
export async function takeTechnician(page: Page, { graph }: World, camera: Camera): Promise<void> {
  await openSection(page, 'Team');
  await page.getByRole('button', { name: /^Rename/ }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Ben Whitfield');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('button', { name: 'Phone of Ben Whitfield' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Phone', { exact: true }).fill('07700 900232');
  await dialog.getByRole('switch').click();
  await camera.take(page, 'member-phone', { asIs: true });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('On WhatsApp')).toBeVisible();
  await dismissNotices(page);
  await camera.take(page, 'member-served');
  await goTo(page, 'Jobs');
  await page
    .getByRole('row', { name: /Scheduled/ })
    .first()
    .click();
  await page.getByRole('combobox', { name: 'Who goes' }).first().selectOption({ label: 'Ben Whitfield' });
  await dismissNotices(page);
  await camera.take(page, 'visit-who');
  await goTo(page, 'Inbox');
  await graph.customerWrites({ from: who.phone, name: who.name, text: 'Hi' });
  await openTalk(page, 'Ben Whitfield');
  await expect(page.getByRole('log').getByText('What’s next').first()).toBeVisible();
  await camera.take(page, 'technician-talk');
  for (const [text, answer] of [
    ['1', /Your next visits/],
    ['Done', /as done\?$/],
    ['Yes, done', /is marked as done/],
  ] as const) {
    // WhatsApp tells moments in whole seconds, and nobody answers within the same one.
    await page.waitForTimeout(2000);
    await graph.customerWrites({ from: who.phone, name: who.name, text });
    await expect(page.getByRole('log').getByText(answer).first()).toBeVisible();
  }
  await camera.take(page, 'technician-done');
}

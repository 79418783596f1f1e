import type { Page } from '@playwright/test';
import { startTelegram } from '../../standins/telegram/server.ts';
import { expect } from '../helpers/expect.ts';
import { openSection } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

/** The owner's bot: before it is there, with a token that is none, and with a chat that is told. */
export async function takeTelegram(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const telegram = await startTelegram();
  const views = [...usualViews, zoomed];
  await openSection(page, 'Telegram');
  await camera.take(page, 'telegram-guide', { views });
  await page.getByLabel('Telegram’s server').fill(telegram.url);
  await page.getByLabel('Token').fill('much');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByLabel('Token')).toHaveAttribute('aria-invalid', 'true');
  await camera.take(page, 'telegram-wrong', { views });
  await page.getByLabel('Token').fill(telegram.token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page
    .getByRole('button', { name: /^Pair a chat with/ })
    .first()
    .click();
  const link = await page.getByRole('dialog').getByRole('code').innerText();
  await camera.take(page, 'telegram-link', { asIs: true, views });
  telegram.say(501, `/start ${new URL(link).searchParams.get('start')}`);
  await expect(page.getByText(/^Paired since/)).toBeVisible();
  await graph.customerWrites({ from: '447700900262', name: 'Zoe Bell', text: 'Do you come on Friday?' });
  await expect.poll(() => telegram.messages.some(({ buttons }) => buttons.length > 0)).toBe(true);
  await camera.take(page, 'telegram-paired', { views });
  await camera.take(page, 'telegram-told', { show: page.getByText('Told lately'), views });
  await telegram.stop();
}

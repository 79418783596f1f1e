import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { expect } from '../helpers/expect.ts';
import { openSection, unlock } from '../helpers/owner.ts';
import { dismissNotices } from '../helpers/screens.ts';
import type { World } from '../helpers/world.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';
import { giveKeyStore } from './key-store.ts';

const passphrase = 'marble kettle orbit walnut';
const views = [...usualViews, zoomed];

/** How this device opens, what only owners do, from where; what is new; and what Meta hears of a request. */
export async function takeAccess(page: Page, { graph }: World, camera: Camera): Promise<void> {
  await takeNews(page, camera);
  await takeNetworks(page, camera);
  await takeSecondFactor(page, camera);
  await takeDeletion(page, graph, camera);
  await takeQuickUnlock(page, camera);
}

/** As an update shows it: a window that has seen nothing of it. */
async function takeNews(page: Page, camera: Camera): Promise<void> {
  await page.evaluate(() => localStorage.setItem('plumbline-news-seen', '[]'));
  await reopen(page);
  await expect(page.getByRole('link', { name: 'What is new', exact: true })).toBeVisible();
  await camera.take(page, 'news-line', { views });
  await page.getByRole('link', { name: 'What is new', exact: true }).click();
  await camera.take(page, 'about', { views });
  await page.getByRole('button', { name: /^Switch off: Unlock by/ }).click();
  await camera.take(page, 'about-switch-off', { asIs: true, views });
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await camera.take(page, 'about-off', { views });
  await page.getByRole('button', { name: /^Agree: Unlock by/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Agree' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function takeNetworks(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Team');
  const region = page.getByRole('region', { name: 'Networks' });
  await camera.take(page, 'networks', { views, show: region });
  const list = region.getByRole('textbox', { name: 'Allowed networks' });
  await list.fill('192.0.2.0/24\noffice');
  await region.getByRole('button', { name: 'Save' }).click();
  await expect(list).toHaveAttribute('aria-invalid', 'true');
  await camera.take(page, 'networks-wrong', { views, show: region });
  await list.fill('192.0.2.0/24');
  await region.getByRole('switch', { name: 'Hold owners to it too' }).click();
  await region.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await camera.take(page, 'networks-outside', { asIs: true, views });
  await page.keyboard.press('Escape');
}

async function takeSecondFactor(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Security');
  const region = page.getByRole('region', { name: 'Second factor' });
  await camera.take(page, 'second-factor-off', { views, show: region });
  await region.getByRole('button', { name: 'Set up' }).click();
  const code = region.getByLabel('Code', { exact: true });
  await code.fill('000000');
  await region.getByLabel('Current passphrase').fill(passphrase);
  await region.getByRole('button', { name: 'Switch on' }).click();
  await expect(code).toHaveAttribute('aria-invalid', 'true');
  await camera.take(page, 'second-factor-set-up', { views, show: region });
  const secret = (await region.getByLabel('As text').inputValue()).replaceAll(' ', '');
  const next = () => new TOTP({ secret }).generate();
  await code.fill(next());
  await region.getByRole('button', { name: 'Switch on' }).click();
  await expect(region.getByRole('code')).toBeVisible();
  const recovery = await region.getByRole('code').innerText();
  await camera.take(page, 'second-factor-recovery', { views, show: region });
  await region.getByRole('button', { name: 'I have written it down' }).click();
  await camera.take(page, 'second-factor-on', { views, show: region });
  // A code holds for five minutes, but not over a lock.
  await reopen(page);
  await region.getByRole('button', { name: 'Switch off' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Code').fill('123');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog.getByLabel('Code')).toHaveAttribute('aria-invalid', 'true');
  await camera.take(page, 'second-factor-ask', { asIs: true, views });
  await dialog.getByLabel('Code').fill(recovery);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog).toBeHidden();
  await dismissNotices(page);
}

async function takeQuickUnlock(page: Page, camera: Camera): Promise<void> {
  await giveKeyStore(page);
  await openSection(page, 'Team');
  await openSection(page, 'Security');
  const region = page.getByRole('region', { name: 'Quick unlock' });
  await region.getByRole('button', { name: 'Switch on' }).click();
  await region.getByLabel('Current passphrase').fill('something else');
  await region.getByRole('button', { name: 'Switch on' }).click();
  await expect(region.getByLabel('Current passphrase')).toHaveAttribute('data-invalid', 'true');
  await camera.take(page, 'quick-unlock', { views, show: region });
  await region.getByLabel('Current passphrase').fill(passphrase);
  await region.getByRole('button', { name: 'Switch on' }).click();
  await expect(region.getByRole('button', { name: 'Switch off' })).toBeVisible();
  await camera.take(page, 'quick-unlock-on', { views, show: region });
  await page.getByRole('button', { name: 'Lock now' }).last().click();
  await expect(page.getByRole('button', { name: 'Unlock with Touch ID' })).toBeVisible();
  await camera.take(page, 'unlock-quick', { views });
  await unlock(page, passphrase);
}

/** Somebody asks Meta for deletion; what the page says that Meta points them to. */
async function takeDeletion(page: Page, graph: World['graph'], camera: Camera): Promise<void> {
  const content = { user_id: '10229876543210', algorithm: 'HMAC-SHA256', issued_at: 1 };
  const text = Buffer.from(JSON.stringify(content)).toString('base64url');
  const mac = createHmac('sha256', graph.account.appSecret).update(text).digest('base64url');
  await fetch(`${graph.deliveries.url()}/deletion`, {
    method: 'POST',
    body: new URLSearchParams({ signed_request: `${mac}.${text}` }),
  });
  await openSection(page, 'Requests about data');
  await page
    .getByRole('button', { name: /^Open:/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('What their page shows')).toBeVisible();
  await camera.take(page, 'request-meta', { views });
  await camera.take(page, 'request-meta-page', {
    views,
    show: dialog.getByRole('button', { name: 'Publish' }),
  });
  await dialog.getByLabel(/^In your words/).fill('نحتفظ بالفواتير كما يطلب القانون.');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(dialog.getByText(/^Shown since/)).toBeVisible();
  await camera.take(page, 'request-meta-shown', { views, show: dialog.getByText(/^Shown since/) });
  await page.keyboard.press('Escape');
}

async function reopen(page: Page): Promise<void> {
  await page.reload();
  await unlock(page, passphrase);
}

import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const views = [...usualViews, zoomed];

/** What is done with people's data, and with whom the business is connected. */
export async function takePrivacy(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Processing record');
  await camera.take(page, 'processing', { views });
  await camera.take(page, 'processing-recipients', {
    views,
    show: page.getByRole('region', { name: 'Questions and complaints' }),
  });
  await openSection(page, 'Integrations');
  await camera.take(page, 'integrations', { views });
}

/** What a customer agrees to, a request of theirs, and what people are told. */
export async function takeRights(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('row').filter({ hasText: 'Duarte' }).first().click();
  const panel = page.getByRole('region', { name: 'Privacy', exact: true });
  await camera.take(page, 'contact-privacy', { views, show: panel });
  await panel.getByRole('button', { name: 'Change: Offers and news' }).click();
  await camera.take(page, 'contact-privacy-word', { views });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('They say').selectOption('yes');
  await dialog.getByLabel('In which words').fill('نعم، أرسلوا لي العروض، من فضلكم');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await expect(panel.getByText('نعم')).toBeVisible();
  await panel.getByRole('link', { name: 'They asked for…' }).click();
  await dialog.getByLabel('What they ask for').selectOption('authority');
  await camera.take(page, 'request-new', { views });
  await dialog.getByLabel('What they ask for').selectOption('access');
  await dialog.getByLabel('In which words').fill('What do you hold about me, and who has received it?');
  await dialog.getByRole('button', { name: 'Take it down' }).click();
  await expect(dialog.getByRole('button', { name: 'Close request' })).toBeVisible();
  await camera.take(page, 'request', { views });
  await page.keyboard.press('Escape');
  await camera.take(page, 'requests', { views });
  await openSection(page, 'Privacy notices');
  await camera.take(page, 'notices', { views });
}

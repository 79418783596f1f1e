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

/** Everything stands still, with a message that waits; and a breach with its letters. */
export async function takeIncident(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Incident');
  await camera.take(page, 'incident', { views });
  await page.getByRole('button', { name: 'Pause everything' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The laptop of Ana was stolen from the van');
  await camera.take(page, 'incident-ask', { asIs: true });
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(dialog).toBeHidden();
  await camera.take(page, 'incident-paused', { views });
  await page.getByRole('button', { name: 'Record a breach' }).click();
  await dialog
    .getByRole('textbox', { name: 'In a few words' })
    .fill('سرقة هاتف فني من السيارة في موقف مركز التسوق');
  await dialog.getByRole('button', { name: 'Record a breach' }).click();
  await page.getByRole('button', { name: 'Count', exact: true }).click();
  await camera.take(page, 'breach', { views, show: page.getByText('Who is affected') });
  await camera.take(page, 'breach-letters', { views, show: page.getByText('The whole record') });
  await page.getByRole('button', { name: 'Let everything go on' }).click();
  await camera.take(page, 'incident-lift', { asIs: true });
  await dialog.getByRole('button', { name: 'Let it go on' }).click();
  await expect(dialog).toBeHidden();
}

/** How long things are kept, with what would go by it. */
export async function takeRetention(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'How long it is kept');
  await camera.take(page, 'retention', { views });
  await page
    .getByRole('combobox', { name: 'How long to keep: Conversations' })
    .selectOption({ label: '14 days' });
  await page.getByRole('button', { name: 'What would go now' }).click();
  await camera.take(page, 'retention-documents', { views, show: page.getByText('What would go now') });
  await page.getByRole('button', { name: 'Put in force' }).click();
  await camera.take(page, 'retention-ask', { asIs: true, views });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keep something' }).click();
  await camera.take(page, 'retention-hold', { asIs: true });
  await page.keyboard.press('Escape');
}

/** The way out of a business, and what a report of a problem would hold. */
export async function takeClosing(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Close or leave');
  await camera.take(page, 'closing', { views });
  await openSection(page, 'Health');
  await page.getByRole('button', { name: 'Look at a report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What happened, and what did you expect?').fill('لم تظهر اللوحة بعد الحفظ');
  await camera.take(page, 'problem-report', { views });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toBeHidden();
}

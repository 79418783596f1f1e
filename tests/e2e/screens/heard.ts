import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo, openSection } from '../helpers/owner.ts';
import { dismissNotices } from '../helpers/screens.ts';
import type { World } from '../helpers/world.ts';
import type { Camera } from './camera.ts';
import { openTalk } from './thread.ts';

/** What is heard before anything else: the alert, a stop with its words, a question about one, the emergency text. */
export async function takeHeard(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const says = (phone: string, name: string, body: string) =>
    graph.customerSends({ phone, name }, { type: 'text', text: { body } }, Date.now());
  await says('447700900261', 'Olivia Grant', 'STOP\nThanks');
  await says('447700900262', 'Peter Shaw', 'Please stop the leak in my bathroom');
  await openTalk(page, 'Peter Shaw');
  await expect(page.getByRole('button', { name: 'No more messages' })).toBeVisible();
  await dismissNotices(page);
  await camera.take(page, 'stop-question');
  await openTalk(page, 'Olivia Grant');
  await page.getByRole('link', { name: 'See contact' }).click();
  await expect(page.getByText('“STOP Thanks”').first()).toBeVisible();
  await camera.take(page, 'contact-consent');
  await says('447700900263', 'Ruth Palmer', 'There is a strong smell of gas in the kitchen, please help');
  await says('447700900264', 'Tomás Rey', 'sale agua del techo y no puedo cerrar la llave');
  await goTo(page, 'Inbox');
  // Another group may have left an alert of its own.
  const alerts = page.getByRole('button', { name: 'I look after it' });
  for (const name of ['Ruth Palmer', 'Tomás Rey'])
    await expect(page.getByRole('alert').filter({ hasText: name })).toBeVisible();
  await dismissNotices(page);
  await camera.take(page, 'danger');
  for (let left = await alerts.count(); left > 0; left--) {
    await alerts.first().click();
    await expect(alerts).toHaveCount(left - 1);
  }
  await goTo(page, 'Settings');
  await openSection(page, 'Assistant');
  await page.getByText('When somebody is in danger').scrollIntoViewIfNeeded();
  await camera.take(page, 'emergency-text');
}

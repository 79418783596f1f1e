import type { Page } from '@playwright/test';
import type { GraphStandin } from '../../standins/graph/server.ts';
import { expect } from './expect.ts';
import { openSection } from './owner.ts';

/** A template that Meta has approved, with a button that confirms. */
export function approveReminder({ templates }: GraphStandin): void {
  templates.list.push({
    id: '920070352646150',
    name: 'visit_reminder',
    language: 'en_GB',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: 'Hello {{1}}, we come on {{2}} at {{3}}.' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'I will be there' },
          { type: 'QUICK_REPLY', text: 'Another time' },
        ],
      },
    ],
  });
}

/** Has customers reminded of visits a day before, as the form proposes it. */
export async function remindADayBefore(page: Page): Promise<void> {
  await openSection(page, 'Reminders');
  await page.getByRole('button', { name: 'Add reminder' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add reminder' });
  await dialog.getByLabel('Name').fill('The day before');
  await dialog.getByLabel('Template', { exact: true }).selectOption({ label: 'visit_reminder (en_GB)' });
  await expect(dialog.getByLabel('A tap on “I will be there” means')).toHaveValue('confirm');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

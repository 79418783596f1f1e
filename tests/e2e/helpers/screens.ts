import { expect, type Page } from '@playwright/test';
import { goTo, openSection } from './owner.ts';

/** A screen of the unlocked product, and how an owner gets there. */
export interface Screen {
  name: string;
  open(page: Page): Promise<void>;
}

const sections = [
  'Business',
  'Opening hours',
  'Services and prices',
  'Channels',
  'Assistant',
  'Relay',
  'Security',
  'Health',
];

/** Every screen. Where a record is needed, the first of the list is opened; an empty business shows the list. */
export const screens: Screen[] = [
  { name: 'inbox', open: (page) => goTo(page, 'Inbox') },
  { name: 'conversation', open: (page) => openFirst(page, 'Inbox') },
  { name: 'people', open: (page) => goTo(page, 'People') },
  { name: 'contact', open: (page) => openFirst(page, 'People') },
  { name: 'jobs', open: (page) => goTo(page, 'Jobs') },
  { name: 'job', open: (page) => openFirst(page, 'Jobs') },
  { name: 'money', open: (page) => goTo(page, 'Money') },
  { name: 'invoice', open: (page) => openFirst(page, 'Money') },
  ...sections.map((section) => ({
    name: `settings-${section.toLowerCase().replaceAll(' ', '-')}`,
    open: (page: Page) => openSection(page, section),
  })),
  {
    name: 'palette',
    async open(page) {
      await goTo(page, 'Inbox');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
];

/** Opens a screen from wherever the page is, and waits until nothing moves any more. */
export async function openScreen(page: Page, screen: Screen): Promise<void> {
  await page.keyboard.press('Escape');
  await screen.open(page);
  await page.waitForTimeout(400);
  await expect(page.getByText('This screen could not be shown')).toBeHidden();
}

async function openFirst(page: Page, room: 'Inbox' | 'People' | 'Jobs' | 'Money'): Promise<void> {
  await goTo(page, room);
  const cell = page.getByRole('main').getByRole('gridcell').first();
  if (await cell.isVisible()) await cell.click();
}

import type { Page } from '@playwright/test';
import { expect } from './expect.ts';
import { goTo, openSection } from './owner.ts';

/** A screen of the unlocked product, and how an owner gets there. */
export interface Screen {
  name: string;
  open(page: Page): Promise<void>;
}

const sections = [
  'Business',
  'Opening hours',
  'Staff',
  'Services and prices',
  'Types of job',
  'Own fields',
  'Channels',
  'Inbox',
  'Reminders',
  'Rules',
  'Booking',
  'Assistant',
  'Relay',
  'Team',
  'Security',
  'This computer',
  'Bin',
  'Export',
  'Who did what',
  'Backups',
  'Health',
];

/** Every screen. Where a record is needed, the first of the list is opened; an empty business shows the list. */
export const screens: Screen[] = [
  { name: 'today', open: (page) => goTo(page, 'Today') },
  { name: 'inbox', open: (page) => goTo(page, 'Inbox') },
  { name: 'conversation', open: (page) => openFirst(page, 'Inbox') },
  {
    name: 'draft',
    async open(page) {
      await openFirst(page, 'Inbox');
      const ask = page.getByRole('button', { name: /^Draft (reply|again)$/ });
      if (!(await ask.isVisible())) return;
      await ask.click();
      await expect(page.getByRole('button', { name: /Use draft/ })).toBeVisible();
    },
  },
  { name: 'people', open: (page) => goTo(page, 'People') },
  { name: 'contact', open: (page) => openFirst(page, 'People') },
  {
    name: 'merge',
    async open(page) {
      await openFirst(page, 'People');
      const more = page.getByRole('article').getByRole('button', { name: 'More' });
      if (!(await more.isVisible())) return;
      await more.click();
      await page.getByRole('menuitem', { name: /^Merge with/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByPlaceholder('Name, company or number').fill('Tom');
      await page.getByRole('option', { name: /Tom Okafor/ }).click();
      await expect(dialog.getByText('After the merge')).toBeVisible();
    },
  },
  { name: 'bookings', open: (page) => goTo(page, 'Bookings') },
  { name: 'pipeline', open: (page) => goTo(page, 'Pipeline') },
  { name: 'schedule', open: (page) => goTo(page, 'Schedule') },
  { name: 'plans', open: (page) => goTo(page, 'Plans') },
  { name: 'jobs', open: (page) => goTo(page, 'Jobs') },
  { name: 'job', open: (page) => openFirst(page, 'Jobs') },
  {
    name: 'board',
    async open(page) {
      await goTo(page, 'Jobs');
      await page.getByRole('main').getByText('Board', { exact: true }).click();
    },
  },
  { name: 'broadcasts', open: (page) => goTo(page, 'Broadcasts') },
  { name: 'knowledge', open: (page) => goTo(page, 'Knowledge') },
  { name: 'money', open: (page) => goTo(page, 'Money') },
  { name: 'invoice', open: (page) => openFirst(page, 'Money') },
  {
    name: 'issued',
    async open(page) {
      await goTo(page, 'Money');
      const row = page.getByRole('row', { name: 'Overdue' });
      if (await row.isVisible()) await row.click();
    },
  },
  ...sections.map((section) => ({
    name: `settings-${section.toLowerCase().replaceAll(' ', '-')}`,
    open: (page: Page) => openSection(page, section),
  })),
  {
    name: 'search',
    async open(page) {
      await goTo(page, 'Inbox');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('textbox').fill('kitchen');
      await page.getByRole('button', { name: /^Search everything for/ }).click();
      await expect(page.getByText(/^\d+ found/)).toBeVisible();
    },
  },
  {
    name: 'shortcuts',
    async open(page) {
      await goTo(page, 'Inbox');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    },
  },
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
  await dismissNotices(page);
  await page.mouse.move(0, 0);
  await stillness(page);
  await expect(page.getByText('This screen could not be shown')).toBeHidden();
}

export async function stillness(page: Page): Promise<void> {
  await page.waitForFunction(nothingMoves);
}

/** In the page: whether all that comes to an end has come to it. */
function nothingMoves(): boolean {
  const moving = document
    .getAnimations()
    .filter(
      ({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
    );
  return moving.length === 0 && document.fonts.status === 'loaded';
}

/** What was done and what went wrong, at the window's edge, is closed. */
export async function dismissNotices(page: Page): Promise<void> {
  const dismiss = page.getByRole('log', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' });
  await dismiss.evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));
}

async function openFirst(page: Page, room: 'Inbox' | 'People' | 'Jobs' | 'Money'): Promise<void> {
  await goTo(page, room);
  // A cell without words chooses its row.
  const cell = page.getByRole('main').getByRole('gridcell').filter({ hasText: /\S/ }).first();
  if (await cell.isVisible()) await cell.click();
}

import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import { type Camera, zoomed } from './camera.ts';

const long =
  'Ring the Wohnungsbaugenossenschaft Friedrichshain-Kreuzberg about the boiler in Warschauer Straße 41, Hinterhaus, before they close';
const many = 40;
const large = { theme: 'light', width: 1440, height: 900 } as const;

/** Today with the sample business, then with long and right-to-left tasks and more than fit, and all tasks. */
export async function takeToday(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Today');
  const list = page.getByRole('list', { name: 'To do' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  await camera.take(page, 'today');
  await camera.take(page, 'today-zoomed', { views: [zoomed] });
  await page.getByRole('main').getByRole('button', { name: 'Add task' }).first().click();
  const entry = page.getByRole('form', { name: 'Add task' });
  await add(page, long, '2026-01-05');
  await add(page, 'اتصل برنا حداد بخصوص السخان', '2026-01-06');
  await entry.getByRole('button', { name: 'Repeat' }).click();
  await page.getByRole('combobox', { name: 'Repeat' }).selectOption({ label: 'Every week' });
  await camera.take(page, 'task-entry', { asIs: true });
  await page.keyboard.press('Escape');
  await add(page, 'Check the oil of the van');
  for (let count = 0; count < many; count++) await add(page, `Order part ${count + 1}`);
  await entry.getByRole('button', { name: 'Close' }).click();
  await camera.take(page, 'today-full');
  await camera.take(page, 'today-full-zoomed', { views: [zoomed] });
  await page.getByText(/tomorrow/i).scrollIntoViewIfNeeded();
  await camera.take(page, 'today-end', { show: page.getByText(/tomorrow/i) });
  await page.getByText('All tasks').click();
  await page.getByRole('checkbox', { name: 'Done: Order part 1', exact: true }).click();
  await page.getByRole('button', { name: 'Done (1)' }).click();
  await camera.take(page, 'tasks');
  await camera.take(page, 'tasks-zoomed', { views: [zoomed] });
  for (const room of ['People', 'Jobs', 'Inbox'] as const) await takeSection(page, camera, room);
}

/** The tasks of what stands first in a room. */
async function takeSection(page: Page, camera: Camera, room: 'People' | 'Jobs' | 'Inbox'): Promise<void> {
  await goTo(page, room);
  await page.getByRole('main').getByRole('gridcell').filter({ hasText: /\S/ }).first().click();
  const section = page.getByRole('region', { name: 'Tasks' });
  await section.getByRole('button', { name: 'Add task' }).click();
  await add(page, 'Bring the long ladder', '2026-01-05');
  // Beside a conversation it is there where there is room.
  const views = room === 'Inbox' ? [large] : [large, zoomed];
  await camera.take(page, `tasks-of-${room.toLowerCase()}`, { show: section, views });
}

async function add(page: Page, title: string, day?: string): Promise<void> {
  const entry = page.getByRole('form', { name: 'Add task' });
  const field = entry.getByRole('textbox', { name: 'What is to be done' });
  await field.fill(title);
  if (day !== undefined) await entry.getByLabel('Day').fill(day);
  await field.press('Enter');
  await expect(field).toHaveValue('');
}

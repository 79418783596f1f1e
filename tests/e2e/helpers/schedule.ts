import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';

/** What is done with somebody's visit on a day of the schedule: looked at, walked over by keys, dragged. */

/**
 * A zone where it is about noon, so that an hour that a test names is today's or tomorrow's for sure, and nobody is kept
 * from being written to because it is night.
 */
export function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // Such names count westwards.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

export async function lookAtDay(page: Page, day: string): Promise<void> {
  await page.evaluate((at) => {
    history.pushState(null, '', `/schedule?view=day&day=${at}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, day);
  await expect(page.locator(hours).first()).toBeVisible();
}

/** A column of the grid, from midnight to midnight. */
const hours = '[data-drop="time"]';

/**
 * The customer's visit on the day that is looked at, by what is written on it: a visit that it is in the way of names
 * the customer as well.
 */
export function visitOf(page: Page, customer: string): Locator {
  return page.getByRole('main').locator('button[data-visit]').filter({ hasText: customer }).first();
}

/** When it begins. */
export async function beginOf(visit: Locator): Promise<string> {
  return /\d\d:\d\d(?=–)/.exec((await visit.getAttribute('title')) ?? '')?.[0] ?? '';
}

export async function beginsAt(visit: Locator, time: string): Promise<void> {
  await expect(visit).toHaveAccessibleName(new RegExp(` ${time}–`));
}

export async function press(visit: Locator, key: string): Promise<void> {
  await visit.focus();
  await visit.page().keyboard.press(key);
}

/** Drags a visit down by so many minutes, with the pointer. */
export async function drag(visit: Locator, minutes: number): Promise<void> {
  const page = visit.page();
  const box = (await visit.boundingBox())!;
  const column = (await page.locator(hours).first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + 8];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + (column.height / 1440) * minutes, { steps: 6 });
  await page.mouse.up();
}

/** How far this device's work has got: `Offline`, `Stored` and the like. */
export async function workIs(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('status', { name: 'Where your work is' })).toHaveText(words);
}

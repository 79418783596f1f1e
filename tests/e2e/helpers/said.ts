import type { Page } from '@playwright/test';
import { expect } from './expect.ts';
import { whereWorkIs } from './looks.ts';

/** What the screen said of something: that it is done, that it was not begun, or that it is not stored yet. */
export type Said = 'done' | 'refused' | 'waits';

const refusal = /disk is full: .+ are left\. Nothing was changed\.|so nothing new is begun/;
/** How long the word for what waits has to stand (ms): a refusal may be on its way. */
const lastingMilliseconds = 5000;

/** Waits for the first of the three. Earlier notices must have been dismissed. */
export async function whatIsSaid(page: Page, isDone: () => Promise<boolean>): Promise<Said> {
  const refused = page.getByRole('alert').filter({ hasText: refusal }).first();
  let waitsSince: number | undefined;

  async function look(): Promise<Said | undefined> {
    // First: what is refused beside it, by whoever, is no answer to this.
    if (await isDone()) return 'done';
    if (await refused.isVisible()) return 'refused';
    const isWaiting = (await whereWorkIs(page).innerText()) === 'Not stored yet';
    waitsSince = isWaiting ? (waitsSince ?? Date.now()) : undefined;
    return Date.now() - (waitsSince ?? Infinity) > lastingMilliseconds ? 'waits' : undefined;
  }

  let said: Said | undefined;
  await expect.poll(async () => (said = await look()), { intervals: [50] }).toBeDefined();
  return said!;
}

import type { Page } from '@playwright/test';
import { expect } from '../../tests/e2e/helpers/expect.ts';
import { goTo } from '../../tests/e2e/helpers/owner.ts';
import { quantile } from '../lib/figure.ts';
import { listenForTotals, totalTimes } from './observers.ts';

export interface EditorFigures {
  /** From the key to the new total, laid out: the 95th percentile, in milliseconds. */
  keystrokes: { lines: number; p95: number }[];
  /** From the click to the file, in milliseconds. */
  savePdf: number;
}

const sizes = [1, 45, 200];
/** As often the price is typed anew: a few slow moments of the machine must not be the 95th percentile. */
const rounds = 12;

/** Types a price on an invoice of more and more lines, and saves it as a PDF of one page. */
export async function measureEditor(page: Page): Promise<EditorFigures> {
  await goTo(page, 'Money');
  await page.getByRole('button', { name: 'New invoice' }).first().click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Customer' }).fill('Bench Customer');
  await page.getByRole('option', { name: /new customer/ }).click();
  await page.getByRole('button', { name: /^Add Bench Customer/ }).click();
  const keystrokes: EditorFigures['keystrokes'] = [];
  let savePdf = 0;
  for (const lines of sizes) {
    await haveLines(page, lines);
    if (lines === 1) savePdf = await timePdf(page);
    keystrokes.push({ lines, p95: quantile(await typePrices(page), 0.95) });
  }
  return { keystrokes, savePdf };
}

async function haveLines(page: Page, count: number): Promise<void> {
  const rows = page.locator('.pl-lines tbody tr');
  const names = page.getByLabel('What for');
  await rows.first().waitFor();
  for (let have = (await rows.count()) - 1; have < count; have++) {
    await names.last().fill(`Work number ${have + 1}`);
    await names.last().press('Enter');
    await expect(rows).toHaveCount(have + 2);
  }
}

async function typePrices(page: Page): Promise<number[]> {
  const price = page.getByRole('textbox', { name: 'Price' }).first();
  await price.fill('1.00');
  await page.evaluate(listenForTotals);
  for (let round = 0; round < rounds; round++) {
    await price.selectText();
    await price.pressSequentially('24680', { delay: 80 });
  }
  return page.evaluate(totalTimes);
}

async function timePdf(page: Page): Promise<number> {
  // A person has looked at the document for a while.
  await page.waitForTimeout(3000);
  const start = performance.now();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save PDF' }).click();
  await (await file).path();
  return performance.now() - start;
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { violations } from '../helpers/axe.ts';
import { outside } from '../helpers/outside.ts';
import { dismissNotices } from '../helpers/screens.ts';

interface TakeOptions {
  /** Leaves notices alone: closing them would close an open menu as well. */
  asIs?: boolean;
  /** What has to be in sight. */
  show?: Locator;
  /** How it is looked at; large and light, small and dark if left out. */
  views?: readonly View[];
}

interface View {
  theme: 'light' | 'dark';
  width: number;
  height: number;
}

export interface Camera {
  /** Takes the page, and counts what axe and `outside` find. */
  take(page: Page, name: string, options?: TakeOptions): Promise<void>;
  /** How much was found that is serious on what was taken; each is told when it is found. */
  findings(): number;
}

export const usualViews = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1024, height: 700 },
] as const;
/** The large one at 200 % zoom: half the room in both directions. */
export const zoomed: View = { theme: 'light', width: 720, height: 450 };
/** Until what appears has appeared: transitions of the theme take 120 ms, menus 150 ms. */
const settled = 400;

export function createCamera(folder: string): Camera {
  mkdirSync(folder, { recursive: true });
  let found = 0;

  return {
    findings: () => found,
    async take(page, name, { asIs = false, show, views = usualViews } = {}) {
      if (!asIs) await dismissNotices(page);
      for (const { theme, width, height } of views) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: theme });
        await show?.scrollIntoViewIfNeeded();
        await page.waitForTimeout(settled);
        await allThere(page);
        await page.screenshot({ path: path.join(folder, `${name}.${theme}.${width}.png`) });
        const findings = [
          ...(await violations(page, `${name} (${theme})`)).map((finding) => `axe: ${finding}`),
          ...(await outside(page)).map((finding) => `outside: ${name} (${width}): ${finding}`),
        ];
        found += findings.length;
        for (const finding of findings) process.stdout.write(`${finding}\n`);
      }
      const [first] = usualViews;
      await page.setViewportSize(first);
      await page.emulateMedia({ colorScheme: first.theme });
      await page.waitForTimeout(settled);
      process.stdout.write(`${name}\n`);
    },
  };
}

/** Half there, words are pale; what turns for ever is not waited for. */
async function allThere(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

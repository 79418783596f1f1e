import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { violations } from '../helpers/axe.ts';
import { dismissNotices } from '../helpers/screens.ts';

interface TakeOptions {
  /** Leaves notices alone: closing them would close an open menu as well. */
  asIs?: boolean;
  /** What has to be in sight. */
  show?: Locator;
}

export interface Camera {
  /** Takes the page, large and light, small and dark. */
  take(page: Page, name: string, options?: TakeOptions): Promise<void>;
  /** How much axe has found that is serious on what was taken; each is told when it is found. */
  findings(): number;
}

const views = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1024, height: 700 },
] as const;
/** Until what appears has appeared: transitions of the theme take 120 ms, menus 150 ms. */
const settled = 400;

export function createCamera(folder: string): Camera {
  mkdirSync(folder, { recursive: true });
  let found = 0;

  return {
    findings: () => found,
    async take(page, name, { asIs = false, show } = {}) {
      if (!asIs) await dismissNotices(page);
      for (const { theme, width, height } of views) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: theme });
        await show?.scrollIntoViewIfNeeded();
        await page.waitForTimeout(settled);
        await page.screenshot({ path: path.join(folder, `${name}.${theme}.${width}.png`) });
        for (const finding of await violations(page, `${name} (${theme})`)) {
          found++;
          process.stdout.write(`axe: ${finding}\n`);
        }
      }
      const [first] = views;
      await page.setViewportSize(first);
      await page.emulateMedia({ colorScheme: first.theme });
      await page.waitForTimeout(settled);
      process.stdout.write(`${name}\n`);
    },
  };
}

import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { connect, setUpBusiness, trySample } from '../helpers/owner.ts';
import { openScreen, screens } from '../helpers/screens.ts';
import { createWorld } from '../helpers/world.ts';

/**
 * `npm run screens`: a picture of every screen, empty and with the sample business, light and dark, large and small,
 * as `docs/screens/all/<screen>.<business>.<theme>.<width>.png`. Those that the README shows are kept beside it.
 */
const kept = path.join(import.meta.dirname, '../../../docs/screens');
const folder = path.join(kept, 'all');
const shown = { inbox: 'draft', jobs: 'board', invoice: 'issued' };
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];
const passphrase = 'marble kettle orbit walnut';
mkdirSync(folder, { recursive: true });

for (const business of ['empty', 'sample'] as const) {
  const world = await createWorld();
  try {
    await world.startRelay();
    await world.startShell();
    const page = await world.openWindow();
    await page.getByRole('button', { name: /Try with sample data/ }).waitFor();
    await picture(page, 'welcome', business);
    if (business === 'empty')
      await setUpBusiness(page, { name: 'Rivera Plumbing', country: 'United Kingdom', passphrase });
    else await trySample(page, { country: 'United Kingdom', passphrase });
    if (business === 'sample') await connect(page, world);
    for (const screen of screens) {
      await openScreen(page, screen);
      await picture(page, screen.name, business);
    }
    await page.reload();
    await page.getByRole('button', { name: 'Unlock' }).waitFor();
    await picture(page, 'unlock', business);
  } finally {
    await world.end();
  }
}

for (const [name, screen] of Object.entries(shown)) {
  copyFileSync(path.join(folder, `${screen}.sample.light.1440.png`), path.join(kept, `${name}.png`));
}

/** The screen as it is now, in both themes and sizes. */
async function picture(page: Page, name: string, business: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(250);
      await page.screenshot({
        path: path.join(folder, `${name}.${business}.${colorScheme}.${size.width}.png`),
      });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  process.stdout.write(`${name} (${business})\n`);
}

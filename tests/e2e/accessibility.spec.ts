import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './helpers/test.ts';
import { trySample } from './helpers/owner.ts';
import { openScreen, screens } from './helpers/screens.ts';

const passphrase = 'marble kettle orbit walnut';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen keeps anybody out (${colorScheme})`, async ({ world }) => {
    test.setTimeout(240_000);
    await world.startShell();
    const page = await world.openWindow({ colorScheme });
    await expect(page.getByRole('button', { name: /Try with sample data/ })).toBeVisible();
    const found = await violations(page, 'first run');
    await trySample(page, { country: 'Netherlands', passphrase });
    for (const screen of screens) {
      await openScreen(page, screen);
      found.push(...(await violations(page, screen.name)));
    }
    await page.reload();
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
    found.push(...(await violations(page, 'unlock')));
    expect([...new Set(found)]).toEqual([]);
  });
}

/** What axe finds serious or critical, in one line each. */
async function violations(page: Page, screen: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${screen}: ${id} at ${target.join(' ')}`),
  );
}

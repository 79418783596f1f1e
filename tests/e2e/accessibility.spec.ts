import { violations } from './helpers/axe.ts';
import { expect, test } from './helpers/test.ts';
import { trySample } from './helpers/owner.ts';
import { openScreen, screens } from './helpers/screens.ts';

const passphrase = 'marble kettle orbit walnut';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen keeps anybody out (${colorScheme})`, async ({ world }) => {
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

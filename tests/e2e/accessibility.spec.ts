import type { Page } from '@playwright/test';
import { violations } from './helpers/axe.ts';
import { expect, test } from './helpers/test.ts';
import { trySample } from './helpers/owner.ts';
import { openScreen, screens, stillness } from './helpers/screens.ts';

const passphrase = 'marble kettle orbit walnut';

/** In light all that axe knows; in the dark what a theme changes, which is colours. */
async function inBothThemes(page: Page, screen: string): Promise<string[]> {
  const found = await violations(page, screen);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await stillness(page);
  found.push(...(await violations(page, `${screen}, dark`, ['color-contrast'])));
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

test('no screen keeps anybody out, in light and in the dark, and with no relay and no channel none leaves the computer', async ({
  world,
}) => {
  const shell = await world.startShell();
  const page = await world.openWindow({ colorScheme: 'light' });
  await expect(page.getByRole('button', { name: /Try with sample data/ })).toBeVisible();
  const found = await inBothThemes(page, 'first run');
  await trySample(page, { country: 'Netherlands', passphrase });
  for (const screen of screens) {
    await openScreen(page, screen);
    found.push(...(await inBothThemes(page, screen.name)));
  }
  await page.reload();
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
  found.push(...(await inBothThemes(page, 'unlock')));
  expect([...new Set(found)]).toEqual([]);

  const { origin } = new URL(shell.ready[1] ?? '');
  const elsewhere = world.requests.filter(
    (url) => !url.startsWith(`${origin}/`) && !/^(blob|data|file):/.test(url),
  );
  expect(elsewhere).toEqual([]);
  expect(world.requests.length).toBeGreaterThan(10);
  expect(world.ollama.requests.filter(({ path }) => path === '/api/chat')).toEqual([]);
});

test('what keeps people out is found on the page and in what is framed in it', async ({ world }) => {
  await world.startShell();
  const page = await world.openWindow();
  await expect(page.getByRole('button', { name: /Try with sample data/ })).toBeVisible();
  expect(await violations(page, 'as it is')).toEqual([]);
  await page.evaluate(() => {
    const nameless = () => Object.assign(document.createElement('button'), { className: 'planted' });
    document.querySelector('main')!.append(nameless());
    const faint = Object.assign(document.createElement('p'), { textContent: 'Hardly to be seen' });
    faint.style.cssText = 'color: #ccc; background: #fff';
    document.querySelector('main')!.append(faint);
    const frame = document.createElement('iframe');
    frame.title = 'A document';
    document.querySelector('main')!.append(frame);
    frame.contentDocument!.body.append(nameless());
  });
  expect(await violations(page, 'with faults')).toEqual([
    'with faults: button-name at .planted',
    'with faults: button-name at iframe button',
    'with faults: color-contrast at main > p',
  ]);
});

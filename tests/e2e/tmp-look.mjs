import { createWorld } from './helpers/world.ts';
import { trySample, goTo, openSection } from './helpers/owner.ts';
const scheme = process.argv[2] ?? 'light';
const size = process.argv[3] === 'small' ? { width: 1024, height: 700 } : { width: 1440, height: 900 };
const world = await createWorld();
try {
  await world.startShell();
  const page = await world.openWindow({ colorScheme: scheme, viewport: size });
  page.on('console', (m) => console.log('console:', m.text().slice(0, 300)));
  page.on('pageerror', (e) => console.log('pageerror:', e.message));
  const shot = async (name) => {
    await page.waitForTimeout(500);
    await page.screenshot({ path: `/tmp/shots/${scheme}-${size.width}-${name}.png` });
  };
  await page.waitForTimeout(1200);
  await trySample(page, { country: 'Netherlands', passphrase: 'quiet copper valve sings at dawn' });
  await page.getByText('Maria Keller').first().click();
  await shot('thread');
  await page.getByRole('button', { name: /Draft/ }).first().click();
  await page.waitForTimeout(800);
  await shot('draft');
  await goTo(page, 'People');
  await page.getByText('Ines Duarte').first().click();
  await shot('contact');
  await goTo(page, 'Jobs');
  await page.getByText('Water heater service').first().click();
  await shot('job');
  await goTo(page, 'Jobs');
  await page.getByText('Board', { exact: true }).click();
  await shot('board');
  await goTo(page, 'Money');
  await page.getByText('Riverside Dental Clinic').first().click();
  await shot('invoice-draft');
  await goTo(page, 'Money');
  await page.getByText('A-2026-0001').first().click();
  await shot('invoice');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('mar');
  await shot('palette');
  await page.keyboard.press('Escape');
  for (const s of [
    'Services and prices',
    'Opening hours',
    'Channels',
    'Assistant',
    'Relay',
    'Security',
    'Health',
  ]) {
    await openSection(page, s);
    await shot('settings-' + s.split(' ')[0].toLowerCase());
  }
} catch (e) {
  console.log('FAILED', e.message.slice(0, 1500));
} finally {
  await world.end();
}

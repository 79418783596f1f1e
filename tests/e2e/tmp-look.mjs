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
    await page.waitForTimeout(400);
    await page.screenshot({ path: `/tmp/shots/${scheme}-${size.width}-${name}.png` });
  };
  await page.waitForTimeout(1200);
  await shot('welcome');
  await trySample(page, { country: 'Netherlands', passphrase: 'quiet copper valve sings at dawn' });
  await shot('inbox');
  for (const room of ['People', 'Jobs', 'Money', 'Settings']) {
    await goTo(page, room);
    await page.waitForTimeout(400);
    await shot(room.toLowerCase());
  }
} catch (e) {
  console.log('FAILED', e.message.slice(0, 1500));
  const p = world;
} finally {
  await world.end();
}

import { ensureBuilt } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { appEnvironment, runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

await launch(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const env = appEnvironment({ CHROMIUM_PATH: await ensureChromium() });
  return runScript(inRoot('tests', 'e2e', 'screens', 'screens.ts'), process.argv.slice(2), { env });
});

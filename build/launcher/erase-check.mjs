import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { toolEntry } from './lib/places.mjs';
import { appEnvironment, runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

/**
 * `npm run erase-check -- --people 10000`: one of so many is erased with all that hangs on them, and looked for, with
 * the keys, in everything that three devices and a relay hold.
 */
await launch(async () => {
  const { values } = parseArgs({ options: { people: { type: 'string', default: '10000' } } });
  await ensureInstalled();
  await ensureBuilt();
  const env = appEnvironment({ CHROMIUM_PATH: await ensureChromium(), ERASE_PEOPLE: values.people });
  return runScript(toolEntry('playwright', 'cli.js'), ['test', 'tests/e2e/erasure.spec.ts'], { env });
});

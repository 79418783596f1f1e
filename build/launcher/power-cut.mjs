import { ensureBuilt } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, toolEntry } from './lib/places.mjs';
import { appEnvironment, runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

/**
 * `npm run power-cut -- --cases 300 --seed 1`; `npm run power-cut -- --case 1234` has one case again. With
 * `--product`, the cases go through the whole product: `npm run power-cut -- --product --cases 20`.
 */
await launch(async () => {
  const args = process.argv.slice(2);
  await ensureInstalled();
  const chromium = { CHROMIUM_PATH: await ensureChromium() };
  if (!args.includes('--product'))
    return runScript(inRoot('tests', 'power-cut', 'main.ts'), args, { env: appEnvironment(chromium) });
  await ensureBuilt();
  const env = appEnvironment({
    ...chromium,
    POWER_CUT_CASES: valueOf(args, '--cases') ?? '20',
    POWER_CUT_SEED: valueOf(args, '--seed') ?? '0',
  });
  const spec = ['test', 'tests/e2e/power-cut.spec.ts', '--retries=0'];
  return runScript(toolEntry('playwright', 'cli.js'), spec, { env });
});

function valueOf(args, name) {
  return args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
}

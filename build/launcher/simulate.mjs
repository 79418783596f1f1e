import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

/** `npm run simulate -- --runs 5000 --seed 1`; `npm run simulate -- --run 1234` has one run again, with its trace. */
await launch(async () => {
  await ensureInstalled();
  return runScript(inRoot('tests', 'simulation', 'main.ts'), process.argv.slice(2));
});

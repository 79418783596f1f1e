import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

/** `npm run chaos -- --runs 5000 --seed 1`; `npm run chaos -- --run 1234` has one run again, with its log. */
await launch(async () => {
  await ensureInstalled();
  return runScript(inRoot('tests', 'chaos', 'main.ts'), process.argv.slice(2));
});

import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

/** `npm run train-hearing`: learns from the corpus how danger, a person and stop are heard; some minutes. */
await launch(async () => {
  await ensureInstalled();
  return runScript(inRoot('build', 'hearing', 'train.ts'));
});

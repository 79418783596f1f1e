import { ensurePageBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

await launch(async () => {
  await ensureInstalled();
  await ensurePageBuilt();
  return runScript(inRoot('sync-server', 'main.ts'), process.argv.slice(2));
});

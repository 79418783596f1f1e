import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

/** `npm run real-model`: what the second message costs on the server and the model that variables name. */
await launch(async () => {
  await ensureInstalled();
  return runScript(inRoot('bench', 'answers', 'real-model.ts'), process.argv.slice(2));
});

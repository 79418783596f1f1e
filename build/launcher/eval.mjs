import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

/** `npm run eval`: how well customers' messages are read, by Basic and by a model of Ollama where there is one. */
await launch(async () => {
  await ensureInstalled();
  return runScript(inRoot('tests', 'eval', 'main.ts'), process.argv.slice(2));
});

import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

/** `npm run fuzz -- --cases N --seed S --only NAME`: damaged and forged input for everything that reads what others wrote. */
await launch(async () => {
  await ensureInstalled();
  return runScript(inRoot('tests', 'fuzz', 'main.ts'), process.argv.slice(2));
});

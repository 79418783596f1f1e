import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { runScript } from './lib/run.mjs';
import { launch } from './lib/say.mjs';

/** MCP over stdio, for a program that starts its servers itself: nothing but messages may stand on the output. */
process.stdout.write = process.stderr.write.bind(process.stderr);

await launch(async () => {
  await ensureInstalled();
  return runScript(inRoot('electron', 'mcp', 'main.ts'), process.argv.slice(2));
});

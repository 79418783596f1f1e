import { existsSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { appEnvironment, runScript } from './lib/run.mjs';
import { launch, say, Stop } from './lib/say.mjs';

const all = ['relay', 'vault', 'catchup', 'ui', 'bundle'].filter((name) => existsSync(script(name)));
const inBrowser = new Set(['vault', 'ui']);

await launch(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name !== undefined && !all.includes(name))
    throw new Stop(`There is no benchmark "${name}". There are: ${all.join(', ')}.`);
  await ensureInstalled();
  await ensureBuilt();
  let failed = 0;
  for (const each of name === undefined ? all : [name]) {
    if (name === undefined) say(`# ${each}`);
    const extra = inBrowser.has(each) ? { CHROMIUM_PATH: await ensureChromium() } : {};
    failed += await runScript(script(each), args, { env: appEnvironment(extra) });
  }
  return failed === 0 ? 0 : 1;
});

function script(name) {
  return inRoot('bench', name, `${name}.ts`);
}

import { existsSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureInstalled, installPeers } from './lib/install.mjs';
import { inRoot } from './lib/places.mjs';
import { appEnvironment, runScript } from './lib/run.mjs';
import { launch, say, Stop } from './lib/say.mjs';

/** What each benchmark needs besides the dependencies: the product built, a browser, the peers it is measured against. */
const benchmarks = {
  relay: { peers: true },
  vault: { browser: true, peers: true },
  inbox: { browser: true },
  catchup: { peers: true },
  models: {},
  answers: {},
  ui: { build: true, browser: true },
  import: { build: true, browser: true },
  schedule: { browser: true },
  people: {},
  bundle: { build: true },
  pages: { build: true },
};

await launch(async () => {
  const [name, ...args] = process.argv.slice(2);
  const all = Object.keys(benchmarks).filter((each) => existsSync(script(each)));
  if (name !== undefined && !all.includes(name)) {
    throw new Stop(`There is no benchmark "${name}". There are: ${all.join(', ')}.`);
  }
  await ensureInstalled();
  let failed = 0;
  for (const each of name === undefined ? all : [name]) {
    if (name === undefined) say(`# ${each}`);
    failed += await run(each, args);
  }
  return failed === 0 ? 0 : 1;
});

async function run(name, args) {
  const { build, browser, peers } = benchmarks[name];
  if (build) await ensureBuilt();
  if (peers) await installPeers();
  const env = appEnvironment(browser ? { CHROMIUM_PATH: await ensureChromium() } : {});
  return runScript(script(name), args, { env });
}

function script(name) {
  return inRoot('bench', name, `${name}.ts`);
}

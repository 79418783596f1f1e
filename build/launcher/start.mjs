import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { findElectron } from './lib/electron.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { defaultProfile, inRoot, root } from './lib/places.mjs';
import { runInTerminal, runScript } from './lib/run.mjs';
import { launch, say, Stop } from './lib/say.mjs';

const help = `npm start -- [options]
  --browser       open in a browser window even where Electron is available
  --no-open       open nothing; print the file that opens it (implies --browser)
  --port N        the browser shell's port (4500); the data belongs to the port, so keep it
  --profile DIR   where the data live (${defaultProfile()})`;

await launch(async () => {
  const options = readOptions();
  if (options.help) {
    say(help);
    return 0;
  }
  await ensureInstalled();
  await ensureBuilt();
  if (!options.browser) {
    const { binary, reason } = await findElectron();
    if (binary !== undefined) return runInTerminal(binary, [root, `--profile=${options.profile}`]);
    say(`Plumbline opens in a browser window, because ${reason}.`);
  }
  const args = ['--port', options.port, '--profile', options.profile, ...(options.open ? [] : ['--no-open'])];
  return runScript(inRoot('electron', 'host', 'main.ts'), args);
});

function readOptions() {
  const { values } = parse();
  const port = values.port ?? '4500';
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new Stop(`--port takes a number from 1 to 65535, not "${port}".`);
  }
  return {
    help: values.help === true,
    open: values['no-open'] !== true,
    browser: values.browser === true || values['no-open'] === true,
    port,
    profile: path.resolve(values.profile ?? defaultProfile()),
  };
}

function parse() {
  try {
    return parseArgs({
      options: {
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Stop(`${error.message}\n\n${help}`);
  }
}

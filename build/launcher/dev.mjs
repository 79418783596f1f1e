import path from 'node:path';
import { parseArgs } from 'node:util';
import { findElectron } from './lib/electron.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { appNode, inRoot, root, toolEntry } from './lib/places.mjs';
import { appEnvironment, runInTerminal, runScript } from './lib/run.mjs';
import { launch, say, Stop } from './lib/say.mjs';

const help = `npm run dev -- [options]
  --browser       works in a browser window even where Electron is available
  --no-open       opens nothing; prints the file that opens it (implies --browser)
  --port N        the window's port (4580); the browser shell takes the next one
  --profile DIR   the development profile (.development/profile)`;

/** The window with hot reload, shells that start anew, and a profile that is open. Everything runs from its sources. */
await launch(async () => {
  const { values } = parse();
  if (values.help) {
    say(help);
    return 0;
  }
  await ensureInstalled();
  const profile = path.resolve(values.profile);
  if (!values.browser && !values['no-open']) {
    const { binary, reason } = await findElectron();
    if (binary !== undefined) return runElectron(binary, profile, values.port);
    say(`Development goes on in a browser window, because ${reason}.`);
  }
  const args = ['--port', values.port, '--profile', profile, ...(values['no-open'] ? ['--no-open'] : [])];
  return runScript(inRoot('build', 'development', 'main.ts'), args);
});

/** electron-vite serves the window, builds the rest on each change, and starts Electron anew. */
function runElectron(binary, profile, port) {
  const entry = inRoot('.development', 'main', 'index.js');
  const tool = toolEntry('electron-vite', 'bin', 'electron-vite.js');
  const options = ['dev', root, '--watch', '--entry', entry, '--', `--profile=${profile}`];
  const env = { ELECTRON_EXEC_PATH: binary, PLUMBLINE_DEVELOPMENT_PORT: port };
  return runInTerminal(appNode(), [tool, ...options], { env: appEnvironment(env) });
}

function parse() {
  try {
    return parseArgs({
      options: {
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: '4580' },
        profile: { type: 'string', default: inRoot('.development', 'profile') },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Stop(`${error.message}\n\n${help}`);
  }
}

import { existsSync } from 'node:fs';
import { findCommand, toolEntry, appNode } from './places.mjs';
import { appEnvironment, runQuietly } from './run.mjs';
import { step, Stop } from './say.mjs';

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const windowsPrograms = [
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A Chromium for the tests: the system's, else one that this installs. Gives its path. */
export async function ensureChromium() {
  const present = systemChromium() ?? (await playwrightChromium());
  if (present !== undefined) return present;
  if (process.platform === 'linux' && process.getuid?.() === 0 && findCommand(['apt-get']) !== undefined) {
    await step('Installing Chromium for the tests (apt-get)', installByApt);
  } else {
    await step('Downloading Chromium for the tests (playwright install)', installByPlaywright);
  }
  const installed = systemChromium() ?? (await playwrightChromium());
  if (installed !== undefined) return installed;
  throw new Stop(
    'The tests need a Chromium browser and none could be installed. ' +
      'Install Chromium or Chrome, or name one in CHROMIUM_PATH, and run the tests again.',
  );
}

function systemChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Stop(`CHROMIUM_PATH names ${named}, and there is no such file.`);
  }
  return findCommand(commands) ?? [...macPrograms, ...windowsPrograms].find((file) => existsSync(file));
}

async function playwrightChromium() {
  const script = "process.stdout.write(require('playwright-core').chromium.executablePath())";
  const { code, output } = await runQuietly(appNode(), ['-e', script], { env: appEnvironment() });
  return code === 0 && existsSync(output) ? output : undefined;
}

async function installByApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get', ['update'], { env });
  await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
}

async function installByPlaywright() {
  const args = [toolEntry('playwright-core', 'cli.js'), 'install', 'chromium'];
  await runQuietly(appNode(), args, { env: appEnvironment() });
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { appNode, inRoot, root } from './places.mjs';
import { runQuietly } from './run.mjs';
import { say, step, Stop } from './say.mjs';

/** Installs the dependencies when they are missing or are not the ones that package-lock.json names. */
export async function ensureInstalled() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 18) {
    throw new Stop(
      `Plumbline starts with Node 18 or newer; this is ${process.version}. Get it from nodejs.org.`,
    );
  }
  const difference = whatDiffers();
  if (difference === undefined) return;
  say(`${difference} This needs the network and takes about a minute.`);
  await step('Installing what Plumbline needs (npm ci)', () => npmCi(root));
  if (whatDiffers() !== undefined) {
    throw new Stop('The installation is not complete. Run "npm ci" in this folder and read what it prints.');
  }
}

/** Installs what the benchmarks measure against. It is never part of the product. */
export async function installPeers() {
  const folder = inRoot('bench', 'peers');
  const installed = readJson(path.join(folder, 'node_modules', '.package-lock.json'))?.packages;
  const wanted = Object.entries(readJson(path.join(folder, 'package-lock.json')).packages);
  if (installed !== undefined && !wanted.some((entry) => differsFrom(installed, entry))) return;
  await step('Installing the peers to measure against', () => npmCi(folder));
}

async function npmCi(cwd) {
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const shell = command === 'npm' && process.platform === 'win32';
  const { code, output } = await runQuietly(command, [...args, 'ci', '--no-progress'], { cwd, shell });
  if (code === 0) return;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    throw new Stop(
      'The network is missing: the package registry cannot be reached. Nothing is lost. ' +
        'Connect to the internet (or set npm’s proxy) and start again.',
    );
  }
  throw new Stop(`npm ci failed. Its last words:\n${output.trim().split('\n').slice(-15).join('\n')}`);
}

/** Compares what is installed with the lock file: by content, because a checkout changes times at will. */
function whatDiffers() {
  const installed = readJson(inRoot('node_modules', '.package-lock.json'))?.packages;
  if (installed === undefined) return 'This is the first start: the dependencies are not here yet.';
  const wanted = Object.entries(readJson(inRoot('package-lock.json')).packages);
  if (wanted.some((entry) => differsFrom(installed, entry)))
    return 'The dependencies have changed since the last start.';
  return existsSync(appNode()) ? undefined : 'The Node that runs Plumbline is missing.';
}

function differsFrom(installed, [name, entry]) {
  return name !== '' && !entry.optional && installed[name]?.version !== entry.version;
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

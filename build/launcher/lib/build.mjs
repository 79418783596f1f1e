import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { appNode, inRoot, root, toolEntry } from './places.mjs';
import { appEnvironment, runQuietly } from './run.mjs';
import { step, Stop } from './say.mjs';

const sources = [
  'renderer',
  'shared',
  'electron',
  'electron.vite.config.ts',
  'build/schemas-digest.ts',
  'build/mcp-extension.ts',
  'package-lock.json',
];

const pageSources = [
  'booking-page',
  'build/booking-page',
  'shared/public-page',
  'shared/crypto',
  'shared/lib',
  'package-lock.json',
];

/** Builds the window and the Electron shell when their sources are not those of the last build: once for all who ask. */
export function ensureBuilt() {
  return (built ??= buildAll());
}

let built;

async function buildAll() {
  await ensurePageBuilt();
  await unlessStamped('.stamp', [...sources, ...pageSources], () => step('Building', build));
}

/** The same for script and style of public pages, which the relay serves. */
export async function ensurePageBuilt() {
  await unlessStamped('.page-stamp', pageSources, () => step('Building the public page', buildPage));
}

async function unlessStamped(name, places, action) {
  const stamp = inRoot('out', name);
  const hash = hashOf(places);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await action();
  mkdirSync(inRoot('out'), { recursive: true });
  writeFileSync(stamp, hash);
}

async function buildPage() {
  const script = inRoot('build', 'booking-page', 'build.ts');
  const { code, output } = await runQuietly(appNode(), [script], { env: appEnvironment() });
  if (code !== 0) throw new Stop(`The public page could not be built:\n${output.trim()}`);
}

async function build() {
  // The folder is said, because electron-vite would else take the one that it was started from.
  const args = [toolEntry('electron-vite', 'bin', 'electron-vite.js'), 'build', root, '--logLevel', 'warn'];
  const { code, output } = await runQuietly(appNode(), args, {
    env: appEnvironment({ NODE_ENV: 'production' }),
  });
  if (code !== 0) throw new Stop(`The build failed:\n${output.trim()}`);
}

function hashOf(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap((source) => filesBelow(source))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inRoot(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(place) {
  if (!existsSync(inRoot(place))) return [];
  if (path.extname(place) !== '') return [place];
  const entries = readdirSync(inRoot(place), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const child = `${place}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(child);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [child];
  });
}

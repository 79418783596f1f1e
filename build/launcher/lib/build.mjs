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
  'package-lock.json',
];

/** Builds the window and the Electron shell when their sources are not those of the last build. */
export async function ensureBuilt() {
  const stamp = inRoot('out', '.stamp');
  const hash = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await step('Building', build);
  mkdirSync(inRoot('out'), { recursive: true });
  writeFileSync(stamp, hash);
}

async function build() {
  // The folder is said, because electron-vite would else take the one that it was started from.
  const args = [toolEntry('electron-vite', 'bin', 'electron-vite.js'), 'build', root, '--logLevel', 'warn'];
  const { code, output } = await runQuietly(appNode(), args, {
    env: appEnvironment({ NODE_ENV: 'production' }),
  });
  if (code !== 0) throw new Stop(`The build failed:\n${output.trim()}`);
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesBelow(source))) {
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

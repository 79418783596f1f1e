import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { appNode, inRoot, toolEntry } from './places.mjs';
import { appEnvironment, runQuietly } from './run.mjs';
import { step, Stop } from './say.mjs';

const sources = [
  'renderer',
  'shared',
  'electron',
  'vite.config.ts',
  'vite.electron.config.ts',
  'package-lock.json',
];

/** Builds the window and the Electron shell when their sources are not those of the last build. */
export async function ensureBuilt() {
  const stamp = inRoot('out', '.stamp');
  const hash = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await step('Building', async () => {
    await viteBuild('vite.config.ts');
    await viteBuild('vite.electron.config.ts');
  });
  mkdirSync(inRoot('out'), { recursive: true });
  writeFileSync(stamp, hash);
}

async function viteBuild(config) {
  const args = [toolEntry('vite', 'bin', 'vite.js'), 'build', '--config', config, '--logLevel', 'warn'];
  const { code, output } = await runQuietly(appNode(), args, {
    env: appEnvironment({ NODE_ENV: 'production' }),
  });
  if (code !== 0) throw new Stop(`The build failed (${config}):\n${output.trim()}`);
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

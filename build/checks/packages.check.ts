import { expect, test } from 'vitest';
import { z } from 'zod';
import { readText } from './repository.ts';

const entrySchema = z.looseObject({
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });
const manifestSchema = z.looseObject({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  allowScripts: z.record(z.string(), z.boolean()),
});

const lock = lockSchema.parse(JSON.parse(readText('package-lock.json')));
const manifest = manifestSchema.parse(JSON.parse(readText('package.json')));
const entries = Object.entries(lock.packages).filter(([name]) => name !== '');

test('the lock file names no download address, so that any registry mirror serves', () => {
  expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([name]) => name)).toEqual([]);
});

test('the lock file holds the hash of every package', () => {
  expect(entries.filter(([, entry]) => entry.integrity === undefined).map(([name]) => name)).toEqual([]);
});

test('every dependency is pinned to one version', () => {
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('somebody decided about every install script', () => {
  const withScript = entries.filter(([, entry]) => entry.hasInstallScript === true);
  const names = withScript.map(([place]) =>
    place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
  );
  expect(names.filter((name) => manifest.allowScripts[name] === undefined)).toEqual([]);
});

test('the lock file holds what every package needs on every system, as npm ci demands', () => {
  const missing = entries.flatMap(([place, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !isReachable(place, name))
      .map((name) => `${place} → ${name}`),
  );
  expect(missing).toEqual([]);
});

/** Whether a package finds another the way Node looks for it: in its own folder, then in each one around it. */
function isReachable(from: string, name: string): boolean {
  const nested = from
    .split('/node_modules/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'));
  return ['', ...nested.map((folder) => `${folder}/`)].some(
    (folder) => lock.packages[`${folder}node_modules/${name}`] !== undefined,
  );
}

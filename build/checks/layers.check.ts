import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { inRoot, root } from './repository.ts';

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const zonesSchema = z.array(
  z.object({ target: texts, from: texts, except: z.array(z.string()).default([]), message: z.string() }),
);
const reportSchema = z.object({
  diagnostics: z.array(z.object({ message: z.string(), filename: z.string() })),
});

const zones = readZones();
/** Every pair of who may not import and what may not be imported. */
const walls = zones.flatMap(({ target, from, message }) =>
  target.flatMap((importer) => from.map((imported) => ({ importer, imported, message }))),
);

let folder = '';
let reported: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'layers-'));
  symlinkSync(inRoot('node_modules'), path.join(folder, 'node_modules'), 'junction');
  for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.base.json']) {
    copyFileSync(inRoot(file), path.join(folder, file));
  }
  walls.forEach(plant);
  plantAllowed();
  const oxlint = inRoot('node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  reported = reportSchema
    .parse(JSON.parse(stdout))
    .diagnostics.map(({ filename, message }) => `${path.normalize(filename)}: ${message}`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(walls.map((wall, index) => ({ ...wall, index })))(
  '$importer may not import $imported',
  ({ importer, message, index }) => {
    for (const way of ['alias', 'relative', 'dynamic', 'type']) {
      const file = path.join(importer, `planted-${index}-${way}.ts`);
      expect(reported.filter((line) => line.startsWith(`${file}: `)).join('\n')).toContain(message);
    }
  },
);

test('what the layers allow is not reported', () => {
  expect(reported.filter((line) => line.includes('allowed'))).toEqual([]);
});

test('every screen has its wall', () => {
  const targets = new Set(zones.flatMap(({ target }) => target));
  const features = readdirSync(inRoot('renderer', 'features')).map((name) => `./renderer/features/${name}`);
  expect(features.filter((feature) => !targets.has(feature))).toEqual([]);
});

/** Writes a file that breaks the wall, once in each way in which one module can reach another. */
function plant({ importer, imported }: { importer: string; imported: string }, index: number): void {
  const victim = path.join(imported, 'forbidden', 'victim.ts');
  write(victim, 'export const victim = 1;\n');
  const relative = path.relative(importer, victim);
  // `build` has no alias: then the relative path is the only way there is.
  const alias = imported === './build' ? relative : `#${path.normalize(victim)}`;
  const at = (way: string) => path.join(importer, `planted-${index}-${way}.ts`);
  write(at('alias'), `import { victim } from '${alias}';\nexport const found = victim;\n`);
  write(at('relative'), `import { victim } from '${relative}';\nexport const found = victim;\n`);
  write(at('dynamic'), `export const found = () => import('${alias}');\n`);
  write(at('type'), `import type { victim } from '${alias}';\nexport type Found = typeof victim;\n`);
}

function plantAllowed(): void {
  write('renderer/vault/api.ts', 'export const api = 1;\n');
  write('shared/lib/low.ts', 'export const low = 1;\n');
  write(
    'renderer/state/allowed.ts',
    `import { api } from '#renderer/vault/api.ts';\nexport const own = api;\n`,
  );
  write('shared/domain/allowed.ts', `import { low } from '#shared/lib/low.ts';\nexport const own = low;\n`);
}

function write(file: string, content: string): void {
  const place = path.join(folder, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content);
}

function readZones() {
  const text = readFileSync(path.join(root, '.oxlintrc.json'), 'utf8').replaceAll(/(^|\s)\/\/.*$/gm, '');
  const rules = z
    .object({ rules: z.looseObject({ 'layers/no-restricted-paths': z.unknown() }) })
    .parse(JSON.parse(text));
  const [, options] = z
    .tuple([z.literal('error'), z.object({ zones: zonesSchema })])
    .parse(rules.rules['layers/no-restricted-paths']);
  return options.zones;
}

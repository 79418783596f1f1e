import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPackage } from '@electron/asar';
import { afterEach, expect, test } from 'vitest';
import { checkContents } from './check-contents.ts';
import { findElectronProgram } from './electron-program.ts';
import { setFuses, wrongFuses } from './fuses.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-package-'));
  folders.push(folder);
  return folder;
}

const good = {
  'package.json': '{"name":"plumbline","main":"out/main/index.js"}',
  'out/main/index.js': 'start();',
  'out/main/journal-thread.js': 'keep();',
  'out/main/voice-engine.js': 'hear();',
  'out/preload/index.cjs': 'expose();',
  'out/renderer/index.html': '<!doctype html>',
  'out/renderer/assets/app-1a2b.js': 'render();',
};

async function mistakesWith(changes: Record<string, string>): Promise<string[]> {
  const folder = newFolder();
  for (const [name, content] of Object.entries({ ...good, ...changes })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  const archive = path.join(newFolder(), 'app.asar');
  await createPackage(folder, archive);
  return checkContents(archive, '/home/builder/plumbline').mistakes;
}

test('a package of built files passes', async () => {
  expect(await mistakesWith({})).toEqual([]);
});

test('sources, tests, maps, dependencies and notes in a package are found', async () => {
  for (const name of [
    'electron/main/index.ts',
    'out/main/index.test.js',
    'out/renderer/assets/app.js.map',
    'node_modules/ws/index.js',
    '.env',
    'out/renderer/assets/notes.md',
  ]) {
    expect(await mistakesWith({ [name]: 'x' })).toEqual([`${name} does not belong in the package`]);
  }
});

test('secrets, traces of the build machine and of its tools in a package are found', async () => {
  const script = 'out/renderer/assets/app-1a2b.js';
  const bad = [
    '-----BEGIN RSA PRIVATE KEY-----',
    `token = "EAA${'x'.repeat(60)}"`,
    `token = "ghp_${'x'.repeat(36)}"`,
    '//# sourceMappingURL=app.js.map',
    'at /home/builder/plumbline/renderer/app.tsx',
    'import("playwright-core")',
  ];
  for (const content of bad)
    expect([content, await mistakesWith({ [script]: content })]).toEqual([
      content,
      [expect.stringContaining(script)],
    ]);
  expect(await mistakesWith({ 'package.json': '{"scripts":{},"devDependencies":{}}' })).toHaveLength(2);
});

test('a package without its window or its preload is found', async () => {
  const archive = path.join(newFolder(), 'app.asar');
  const folder = newFolder();
  writeFileSync(path.join(folder, 'package.json'), '{}');
  await createPackage(folder, archive);
  expect(checkContents(archive, '/x').mistakes).toHaveLength(5);
});

test('fuses as Electron ships them are found wrong, and right once they are set', async () => {
  const root = newFolder();
  mkdirSync(path.join(root, 'node_modules/electron'), { recursive: true });
  writeFileSync(path.join(root, 'node_modules/electron/package.json'), '{"version":"45.4.1"}');
  const { folder, isReal } = findElectronProgram(root);
  expect(isReal).toBe(false);
  const program = path.join(folder, 'electron');
  expect(await wrongFuses(program)).toContain('RunAsNode');
  await setFuses(program);
  expect(await wrongFuses(program)).toEqual([]);
});

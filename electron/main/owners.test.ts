import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Who alone may touch the parts of Electron that reach the system, and `net`: nobody yet. */
const owners: Record<string, string[]> = {
  ipcMain: ['main/ipc.ts'],
  shell: ['main/open-outside.ts'],
  BrowserWindow: ['main/window.ts', 'main/print-pdf.ts'],
  ipcRenderer: ['preload/index.ts'],
  contextBridge: ['preload/index.ts'],
  safeStorage: ['main/key-store.ts'],
  net: [],
};

const root = path.resolve(import.meta.dirname, '..');
const importsOfElectron = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({
    file: file.replaceAll(path.sep, '/'),
    text: readFileSync(path.join(root, file), 'utf8'),
  }))
  .flatMap(({ file, text }) => {
    const statements = text.match(/^import (?!type )[^;]*from 'electron';/gm) ?? [];
    return statements.map((statement) => ({ file, statement }));
  });

test('each dangerous part of Electron is in the hands of one small file', () => {
  for (const [part, files] of Object.entries(owners)) {
    const users = importsOfElectron.filter(({ statement }) => new RegExp(`\\b${part}\\b`).test(statement));
    expect([part, users.map(({ file }) => file).toSorted()]).toEqual([part, files.toSorted()]);
  }
});

test('all of Electron is imported by name, so that the list above is the whole truth', () => {
  expect(importsOfElectron.length).toBeGreaterThan(4);
  for (const { statement } of importsOfElectron) expect(statement).toMatch(/^import \{/);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  );
  for (const file of files) {
    expect(readFileSync(path.join(root, file), 'utf8')).not.toMatch(/require\(|import\('electron'\)/);
  }
});

test('Electron is pinned to one exact version', () => {
  const manifest = readFileSync(path.join(root, '../package.json'), 'utf8');
  const { devDependencies } = JSON.parse(manifest) as { devDependencies: Record<string, string> };
  expect(devDependencies['electron']).toMatch(/^4[5-9]\.\d+\.\d+$/);
});

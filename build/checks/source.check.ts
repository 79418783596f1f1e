import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot, ownFiles, readText, root, sourceFiles } from './repository.ts';

const files = sourceFiles();
const texts = new Map(files.map((file) => [file, readText(file)]));

test('every suppressed warning carries its reason', () => {
  const suppression = /(oxlint|eslint)-disable|@ts-expect-error|@ts-ignore|@ts-nocheck/;
  // The pattern itself stands in this file.
  const others = files.filter((file) => file !== 'build/checks/source.check.ts');
  const unexplained = others.flatMap((file) => {
    const lines = (texts.get(file) ?? '').split('\n');
    const explained = (index: number) =>
      / -- \S/.test(lines[index] ?? '') || /^\s*\/\/ /.test(lines[index - 1] ?? '');
    return lines.flatMap((line, index) =>
      suppression.test(line) && !explained(index) ? [`${file}:${index + 1}`] : [],
    );
  });
  expect(unexplained).toEqual([]);
});

test('no file, export or dependency is without a user', () => {
  const knip = inRoot('node_modules', 'knip', 'bin', 'knip.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [knip, '--no-progress'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(`${stdout}${stderr}`).toBe('');
  expect(status).toBe(0);
});

test('records are written past their types only by migrations, restores and repairs', () => {
  const imported = /from '[^']*records\/raw\.ts';/;
  const writers = files.filter((file) => imported.test(texts.get(file) ?? '') && !file.endsWith('.test.ts'));
  expect(writers).toEqual(['backup', 'migrate', 'set-aside'].map((name) => `shared/commands/${name}.ts`));
});

test('npm test lints every file, and checks its types as those of its runtime', () => {
  const sources = files.filter((file) => !file.startsWith('bench/peers/'));
  const oxlint = inRoot('node_modules', 'oxlint', 'bin', 'oxlint');
  const linted = new Set(printed(oxlint, '--debug=files').split('\n'));
  expect(sources.filter((file) => !linted.has(file))).toEqual([]);
  const configurations = ownFiles().filter((file) => path.posix.basename(file) === 'tsconfig.json');
  const checked = new Set(configurations.flatMap((file) => filesOf(path.posix.dirname(file))));
  expect(sources.filter((file) => !checked.has(file))).toEqual([]);
});

/** What a project names itself: to find what that imports as well, each would be read in whole. */
function filesOf(project: string): string[] {
  const tsc = inRoot('node_modules', 'typescript', 'bin', 'tsc');
  const { files } = JSON.parse(printed(tsc, '-p', project, '--showConfig')) as { files: string[] };
  return files.map((file) => path.posix.join(project, file));
}

function printed(...args: string[]): string {
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    .stdout;
}

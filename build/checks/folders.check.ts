import path from 'node:path';
import { expect, test } from 'vitest';
import { ownFiles, readText, sourceFiles } from './repository.ts';

/** Folders whose folders must have an order: what `.oxlintrc.json` does not say of each pair. */
const layered = ['shared', 'renderer/vault'];

test.each(layered)('no folder of %s is above and below another one', (root) => {
  expect(cyclesIn(importsBetween(root))).toEqual([]);
});

test('a cycle over any number of folders is found', () => {
  const imports = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['e'], e: ['d'], f: ['a'] };
  expect(cyclesIn(new Map(Object.entries(imports).map(([name, of]) => [name, new Set(of)])))).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ]);
});

test('every folder of the vault stands in the drawing, behind all that it imports', () => {
  const drawn = drawnFolders();
  expect(foldersIn('renderer/vault').filter((name) => !drawn.includes(name))).toEqual([]);
  const against = [...importsBetween('renderer/vault')].flatMap(([from, imported]) =>
    [...imported]
      .filter((to) => drawn.indexOf(to) > drawn.indexOf(from))
      .map((to) => `${from} imports ${to}, which stands behind it`),
  );
  expect(against).toEqual([]);
});

test('the table of folders has all that are here, and no other', () => {
  const [, table = ''] = /^\| folder [^\n]*\n([^]*?)\n\n/m.exec(readText('docs/ARCHITECTURE.md')) ?? [];
  const named = table
    .split('\n')
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    .map((name) => (name === 'preload' ? 'electron/preload' : name.replace('/*', '')));
  const here = foldersIn('').flatMap((top) =>
    named.includes(top) ? [top] : foldersIn(top).map((name) => `${top}/${name}`),
  );
  expect(here.filter((name) => !named.includes(name))).toEqual([]);
  expect(named.filter((name) => !here.includes(name))).toEqual([]);
});

/** Vault folders as the drawing has them, each after what it may import. */
function drawnFolders(): string[] {
  const [, drawing = ''] =
    /^## The vault[^]*?\n```\n([^]*?)```/m.exec(readText('docs/ARCHITECTURE.md')) ?? [];
  // Behind the names stands what they are for.
  return drawing.split('\n').flatMap((line) => line.trim().split(/ {3,}/)[0]!.split(' · '));
}

/** The folders of a folder, but for what is the tools' own. */
function foldersIn(root: string): string[] {
  const below = root === '' ? '' : `${root}/`;
  const files = ownFiles().filter((file) => file.startsWith(below) && !file.startsWith('.'));
  const names = files.map((file) => file.slice(below.length).split('/'));
  return [...new Set(names.filter((parts) => parts.length > 1).map(([name = '']) => name))].toSorted();
}

/** Which folders of a folder import which others, types as well. Tests may look everywhere. */
function importsBetween(root: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const files = sourceFiles().filter(
    (file) => file.startsWith(`${root}/`) && !/\.test\.|\/testing/.test(file),
  );
  for (const file of files) {
    const from = folderOf(root, file);
    if (from === undefined) continue;
    for (const imported of importsOf(file)) {
      const to = folderOf(root, imported);
      if (to !== undefined && to !== from) found.set(from, (found.get(from) ?? new Set()).add(to));
    }
  }
  return found;
}

function importsOf(file: string): string[] {
  const named = readText(file).matchAll(/(?:from|import)\s*\(?\s*'([#.][^']+)'/g);
  return [...named].map(([, name = '']) =>
    name.startsWith('#') ? name.slice(1) : path.posix.join(path.posix.dirname(file), name),
  );
}

function folderOf(root: string, file: string): string | undefined {
  if (!file.startsWith(`${root}/`)) return undefined;
  const [folder, ...rest] = file.slice(root.length + 1).split('/');
  return rest.length === 0 ? undefined : folder;
}

/** Each group of folders that reach each other, by name. */
function cyclesIn(imports: Map<string, Set<string>>): string[][] {
  const reached = new Map([...imports.keys()].map((name) => [name, reachOf(imports, name)]));
  const cycles = [...reached.keys()]
    .filter((name) => reached.get(name)!.has(name))
    .map((name) => [...reached.get(name)!].filter((other) => reached.get(other)?.has(name)).toSorted());
  return [...new Map(cycles.map((cycle) => [cycle.join(), cycle])).values()].toSorted((a, b) =>
    a.join().localeCompare(b.join()),
  );
}

function reachOf(imports: Map<string, Set<string>>, start: string): Set<string> {
  const reached = new Set<string>();
  const next = [start];
  for (let name = next.pop(); name !== undefined; name = next.pop())
    for (const other of imports.get(name) ?? [])
      if (!reached.has(other)) {
        reached.add(other);
        next.push(other);
      }
  return reached;
}

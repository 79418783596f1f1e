import path from 'node:path';
import { expect, test } from 'vitest';
import { readText, sourceFiles } from './repository.ts';

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

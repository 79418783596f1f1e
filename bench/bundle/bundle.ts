import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { printFigure } from '../lib/figure.ts';

/** What the window loads before it shows anything, and what the vault's worker loads beside it. */
const folder = path.resolve(import.meta.dirname, '../../out/renderer');
const budgetKilobytes = 350;

const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
const eager = withStaticImports(
  [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] ?? ''),
);
const worker = readdirSync(path.join(folder, 'assets')).filter((name) => /^worker-.*\.js$/.test(name));

printFigure({
  name: 'bundle.first-javascript',
  value: kilobytes([...eager]),
  unit: 'kB gzip',
  peer: 'budget',
  peerValue: budgetKilobytes,
  encrypted: false,
  durable: false,
  note: `${eager.size} files`,
});
printFigure({
  name: 'bundle.vault-worker',
  value: kilobytes(worker.map((name) => `assets/${name}`)),
  unit: 'kB gzip',
  encrypted: false,
  durable: false,
  note: 'loaded beside the window, off its thread',
});

/** Follows what each file imports before it runs; what is loaded on demand does not count. */
function withStaticImports(entries: string[]): Set<string> {
  const found = new Set<string>();
  const queue = [...entries];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (found.has(file) || !existsSync(path.join(folder, file))) continue;
    found.add(file);
    const code = readFileSync(path.join(folder, file), 'utf8');
    const imports = code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g);
    for (const match of imports) queue.push(path.posix.join(path.posix.dirname(file), match[1] ?? ''));
  }
  return found;
}

function kilobytes(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0) / 1000;
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
/** Where records' schemas come from: our own text, and the versions of the libraries that it stands on. */
const sources = ['shared', 'package-lock.json'];

/** Names the schemas of this build: the same sources give the same name, other ones another. */
export function schemasDigest(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesIn)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('base64url').slice(0, 22);
}

function filesIn(source: string): string[] {
  if (path.extname(source) !== '') return [source];
  const files = readdirSync(path.join(root, source), { recursive: true, encoding: 'utf8' });
  const ours = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return ours.toSorted().map((file) => `${source}/${file}`);
}

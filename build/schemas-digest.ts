import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where records' schemas come from: our own text, and the versions of the libraries that it stands on. */
const sources = ['shared', 'package-lock.json'];

/**
 * Names the schemas of this build: the same sources give the same name, other ones another.
 *
 * @param root the repository's folder: the configuration that asks is bundled, and this file's own place lost
 */
export function schemasDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesIn(root, source))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('base64url').slice(0, 22);
}

function filesIn(root: string, source: string): string[] {
  if (path.extname(source) !== '') return [source];
  const files = readdirSync(path.join(root, source), { recursive: true, encoding: 'utf8' });
  const ours = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return ours.toSorted().map((file) => `${source}/${file}`);
}

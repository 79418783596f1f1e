import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { settings } from './config.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
/** What others than the relay read. */
const foreign = new Set(['RELAY_DOMAIN', 'NODE_ENV', 'POSTGRES_PASSWORD', 'POSTGRES_USER', 'POSTGRES_DB']);

interface Compose {
  services: Record<string, { environment?: Record<string, unknown> }>;
}

test('every setting that the deployments give to a relay is one that it reads', () => {
  const files = ['deploy/compose.yaml', 'deploy/compose.postgres.yaml'];
  const given = files.flatMap((file) => {
    const { services } = parse(read(file)) as Compose;
    return Object.keys(services['relay']?.environment ?? {});
  });
  const named = `${read('deploy/Dockerfile')}\n${read('deploy/plumbline-relay.service')}`.match(
    /RELAY_[A-Z_]+/g,
  );
  const all = [...given, ...(named ?? [])];
  expect(all.length).toBeGreaterThan(8);
  expect(all.filter((name) => !settings.includes(name) && !foreign.has(name))).toEqual([]);
});

test('the operator’s guide explains every setting, and no other', () => {
  const guide = read('docs/relay/OPERATING.md');
  const named = new Set(guide.match(/\b(RELAY_[A-Z0-9_]+|DATABASE_URL)\b/g));
  named.delete('RELAY_DOMAIN');
  expect([...named].toSorted()).toEqual(settings.toSorted());
});

test('what the image is built from is there', () => {
  const copied = [...read('deploy/Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from]) =>
    from!.split(' '),
  );
  expect(copied).toContain('sync-server');
  for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
});

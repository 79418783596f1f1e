import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { contentPolicy } from '#electron/services/window/content-policy.ts';
import { createDevelopmentFiles } from '../development/files.ts';
import { portVariable } from '../development/places.ts';
import { developmentHeaders, developmentNonce } from '../development/policy.ts';
import { developmentPassphrase } from '../development/window/passphrase.ts';
import { inRoot, ownFiles, readText } from './repository.ts';

/** By which each part of development would be known in a build, whatever a bundler does to the rest of it. */
const marks = {
  'the policy of development': developmentNonce,
  'the passphrase of the development profile': developmentPassphrase,
  'the port of development': portVariable,
  'a dev server’s address': 'ELECTRON_RENDERER_URL',
  'hot reload': 'vite-hmr',
  'React’s preamble': '@react-refresh',
};

const built = ['main', 'preload', 'renderer'].flatMap((folder) => filesBelow(inRoot('out', folder)));
const texts = built
  .filter((file) => /\.(js|cjs|html|css)$/.test(file))
  .map((file) => readFileSync(file, 'utf8'));

test('a build holds nothing of development: no open profile, no wider policy, no dev server', () => {
  expect(texts.length).toBeGreaterThan(20);
  const found = Object.entries(marks).filter(([, mark]) => texts.some((text) => text.includes(mark)));
  expect(found.map(([what]) => what)).toEqual([]);
});

test('the marks that a build is searched for are those that development has', () => {
  const sources = ownFiles().filter((file) => file.startsWith('build/development/'));
  const ours = [developmentNonce, developmentPassphrase, portVariable];
  const all = sources.map((file) => readText(file)).join('\n');
  for (const mark of [...ours, 'ELECTRON_RENDERER_URL']) expect(all).toContain(mark);
});

test('the product knows nothing of development: no source of a shell or of the window names it', () => {
  const product = ownFiles().filter((file) => /^(electron|renderer|shared)\/.*\.tsx?$/.test(file));
  const naming = product.filter((file) => /build\/development|ELECTRON_RENDERER_URL/.test(readText(file)));
  expect(naming).toEqual([]);
});

test('development has the product’s policy and two lines more', () => {
  const policy = developmentHeaders('127.0.0.1:4580')['content-security-policy']?.split('; ') ?? [];
  const added = policy.filter((line) => !contentPolicy(developmentNonce).split('; ').includes(line));
  expect(added).toEqual([
    `script-src 'self' 'nonce-${developmentNonce}' 'wasm-unsafe-eval'`,
    "connect-src 'self' ws://127.0.0.1:4580",
  ]);
});

test('Electron’s window of development comes from Vite, with the policy that Vite was given', async () => {
  const asked: string[] = [];
  const files = createDevelopmentFiles({
    server: 'http://127.0.0.1:4580',
    fetch: async (address) => {
      asked.push(address);
      return new Response('export {}', { headers: { 'content-security-policy': 'p', etag: '1' } });
    },
  });
  const answer = await files.answer('GET', '/app/main.tsx?t=1');
  expect(asked).toEqual(['http://127.0.0.1:4580/app/main.tsx?t=1']);
  expect(answer).toMatchObject({ status: 200, headers: { 'content-security-policy': 'p' } });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { contentPolicy } from './content-policy.ts';
import { createWindowFiles } from './files.ts';

const place = mkdtempSync(path.join(tmpdir(), 'plumbline-files-'));
afterAll(() => rmSync(place, { recursive: true }));
const root = path.join(place, 'renderer');
mkdirSync(path.join(root, 'assets'), { recursive: true });
mkdirSync(path.join(place, 'renderer-secret'));
writeFileSync(
  path.join(root, 'index.html'),
  '<!doctype html><html><head><title>Plumbline</title></head></html>',
);
writeFileSync(path.join(root, 'assets/app-1a2b.js'), 'export {};');
writeFileSync(path.join(place, 'secret.txt'), 'canary');
writeFileSync(path.join(place, 'renderer-secret/secret.txt'), 'canary');
symlinkSync(path.join(place, 'secret.txt'), path.join(root, 'link.txt'));
symlinkSync(place, path.join(root, 'up'));
const files = createWindowFiles({ root });

const text = async (pathname: string) => Buffer.from((await files.answer('GET', pathname)).body).toString();

test('the window gets its page for each of its own addresses, and its files by their names', async () => {
  for (const address of ['/', '/index.html', '/contacts', '/jobs/Zx_-9~/', '/settings/health']) {
    expect(await text(address)).toContain('<title>Plumbline</title>');
  }
  const script = await files.answer('GET', '/assets/app-1a2b.js');
  expect(script).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  });
  expect(await text('/assets/app-1a2b.js?v=2')).toBe('export {};');
  expect((await files.answer('GET', '/?/../secret.txt')).status).toBe(200);
});

test('no path leads to a file outside the window: parents, encodings, links and look-alike folders', async () => {
  const tries = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/../renderer-secret/secret.txt',
    '/link.txt',
    '/up/secret.txt',
    path.join(place, 'secret.txt'),
    '/secret.txt%00.js',
    '//secret.txt',
  ];
  for (const address of tries)
    expect([address, (await files.answer('GET', address)).status]).toEqual([address, 404]);
});

test('whatever the path is made of, the secret beside the window is never served', async () => {
  const part = fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '/',
    '\\',
    'secret.txt',
    'up',
    'link.txt',
    'assets',
    'renderer-secret',
    '%00',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(part, fc.string()), { maxLength: 8 }), async (parts) => {
      expect(await text(`/${parts.join('/')}`)).not.toContain('canary');
    }),
    { numRuns: 500 },
  );
});

test('only reading is possible', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', '']) {
    expect((await files.answer(method, '/')).status).toBe(405);
  }
});

test('every answer forbids what its content policy does not name, and each page has a nonce of its own', async () => {
  const answers = await Promise.all(
    ['/', '/', '/assets/app-1a2b.js', '/missing.js'].map((name) => files.answer('GET', name)),
  );
  const policies = answers.map(({ headers }) => headers['content-security-policy'] ?? '');
  expect(new Set(policies).size).toBe(4);
  for (const policy of policies) expect(policy).toMatch(/^default-src 'none'; /);
  const page = await files.answer('GET', '/');
  const nonce = /nonce="([^"]+)"/.exec(Buffer.from(page.body).toString())?.[1] ?? 'none';
  expect(page.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
});

test('the policy allows no inline script, no eval and no other origin', () => {
  const policy = contentPolicy('abc');
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy).toContain("connect-src 'self';");
});

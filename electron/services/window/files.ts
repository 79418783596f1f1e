import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { securityHeaders } from './content-policy.ts';

export interface WindowAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer>;
}

export interface WindowFiles {
  /** Answers a request for an address of the window's origin: a path, perhaps with a query. */
  answer(method: string, address: string): Promise<WindowAnswer>;
}

/**
 * Serves the built window from `root`. The files are listed once, at the start: a path is looked up among
 * them and never turned into a place on disk, so that no spelling of `..` leads anywhere. Symbolic links
 * are not listed. Throws where the window has not been built.
 */
export function createWindowFiles(deps: { root: string }): WindowFiles {
  const page = readFileSync(path.join(deps.root, 'index.html'), 'utf8');
  const files = new Map(listFiles(deps.root).map((name) => [`/${name}`, path.join(deps.root, name)]));
  return {
    async answer(method, address) {
      const pathname = address.split('?', 1)[0]!;
      const nonce = randomBytes(16).toString('base64');
      if (method !== 'GET') return refuse(405, nonce);
      if (pathname === '/index.html' || isScreen(pathname)) return answerPage(page, nonce);
      const file = files.get(pathname);
      return file === undefined ? refuse(404, nonce) : answerFile(file, pathname, nonce);
    },
  };
}

/** The window's own addresses, `/contacts/abc`, all show the one page; files have an extension. */
function isScreen(pathname: string): boolean {
  return pathname === '/' || /^(\/[\w~-]+)+\/?$/.test(pathname);
}

/** Paths below `folder`, with `/` between their parts. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return [entry.name];
    if (!entry.isDirectory()) return [];
    return listFiles(path.join(folder, entry.name)).map((name) => `${entry.name}/${name}`);
  });
}

/** The page learns its style nonce from the element that Vite's convention gives for it. */
function answerPage(page: string, nonce: string): WindowAnswer {
  const body = page.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`);
  return { status: 200, headers: headersFor('.html', nonce, 'no-store'), body };
}

async function answerFile(file: string, pathname: string, nonce: string): Promise<WindowAnswer> {
  // A built file's name holds a hash of its content.
  const cache = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  const body = new Uint8Array(await readFile(file));
  return { status: 200, headers: headersFor(path.extname(file), nonce, cache), body };
}

function refuse(status: number, nonce: string): WindowAnswer {
  return { status, headers: headersFor('.txt', nonce, 'no-store'), body: '' };
}

function headersFor(extension: string, nonce: string, cache: string): Record<string, string> {
  const type = contentTypes[extension] ?? 'application/octet-stream';
  return { ...securityHeaders(nonce), 'content-type': type, 'cache-control': cache };
}

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

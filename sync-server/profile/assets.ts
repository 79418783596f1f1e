import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Asset {
  /** Names its content. */
  version: string;
  type: string;
  plain: Uint8Array;
  packed: Uint8Array;
}

/** Script and style of public pages, and the script of the chat, by their names. */
export interface PageAssets {
  'page.js': Asset;
  'page.css': Asset;
  'chat.js': Asset;
}

const standardFolder = join(import.meta.dirname, '..', '..', 'out', 'booking-page');

function asset(plain: Buffer, type: string): Asset {
  const version = createHash('sha256').update(plain).digest('base64url').slice(0, 16);
  return { version, type, plain, packed: gzipSync(plain, { level: 9 }) };
}

/** What `build/booking-page` has made; `undefined` where it was not built. */
export async function readPageAssets(folder: string = standardFolder): Promise<PageAssets | undefined> {
  try {
    const [script, style, chat] = await Promise.all(
      ['page.js', 'page.css', 'chat.js'].map((name) => readFile(join(folder, name))),
    );
    return {
      'page.js': asset(script!, 'text/javascript; charset=utf-8'),
      'page.css': asset(style!, 'text/css; charset=utf-8'),
      'chat.js': asset(chat!, 'text/javascript; charset=utf-8'),
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

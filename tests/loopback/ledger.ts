import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What a process of Node needs in its environment so that it cannot leave this computer without being noted. */
export function loopbackOnly(file: string): { NODE_OPTIONS: string; PLUMBLINE_LEFT: string } {
  const loaded = `--import ${new URL('only.mjs', import.meta.url).href}`;
  const before = process.env['NODE_OPTIONS'] ?? '';
  const options = before.includes(loaded) ? before : `${before} ${loaded}`.trim();
  return { NODE_OPTIONS: options, PLUMBLINE_LEFT: file };
}

/** The hosts that something tried to reach. */
export function leftIn(file: string): string[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return text === '' ? [] : text.split('\n');
}

export function newLedger(): { file: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-left-'));
  return { file: path.join(folder, 'hosts'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

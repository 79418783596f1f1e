import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

export function inRoot(...parts: string[]): string {
  return path.join(root, ...parts);
}

export function readText(file: string): string {
  return readFileSync(inRoot(file), 'utf8');
}

/** Every file that belongs to the repository, whether committed yet or not, as `folder/name`. */
export function ownFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const { stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return stdout.split('\n').filter((file) => file !== '' && existsSync(inRoot(file)));
}

/** The TypeScript that we wrote. */
export function sourceFiles(): string[] {
  return ownFiles().filter((file) => /\.tsx?$/.test(file));
}

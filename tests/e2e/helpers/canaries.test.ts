import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { searchFolders } from './canaries.ts';

const canary = 'Wilhelmina Kanarie';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'canary-'));
  folders.push(folder);
  return folder;
}

test.each([
  ['UTF-8', Buffer.from(`a line with ${canary} in it`)],
  ['UTF-16LE', Buffer.from(`x${canary}`, 'utf16le')],
  ['UTF-16BE', Buffer.from(canary, 'utf16le').swap16()],
  ['base64', Buffer.from(Buffer.from(`{"name":"${canary}"}`).toString('base64'))],
  ['base64', Buffer.from(Buffer.from(`..${canary}.`).toString('base64'))],
  ['base64', Buffer.from(Buffer.from(`.${canary}`).toString('base64'))],
])('a name that lies on the disk in %s is found', (encoding, content) => {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'data'), content);
  expect(searchFolders([folder], [canary])).toContainEqual({
    canary,
    encoding,
    place: path.join(folder, 'data'),
  });
});

test('a name of a file counts, and other content does not', () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'Wilhelmina.json'), 'Wilhelmina and others');
  expect(searchFolders([folder], [canary])).toEqual([]);
  writeFileSync(path.join(folder, `${canary}.json`), '');
  expect(searchFolders([folder], [canary])).toHaveLength(1);
});

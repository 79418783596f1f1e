import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A text that must not be readable anywhere, and where it was read nevertheless. */
export interface Finding {
  canary: string;
  place: string;
  encoding: string;
}

interface Pattern {
  canary: string;
  encoding: string;
  bytes: Buffer;
}

/** Searches every file below the folders, and every file's name, for the canaries. */
export function searchFolders(folders: string[], canaries: string[]): Finding[] {
  const patterns = canaries.flatMap(patternsOf);
  return folders.flatMap((folder) => filesBelow(folder).flatMap((file) => searchFile(file, patterns)));
}

/** How many bytes a search of the folders reads: a search of nothing would find nothing. */
export function bytesBelow(folders: string[]): number {
  return folders.flatMap(filesBelow).reduce((sum, file) => sum + read(file).length, 0);
}

function searchFile(file: string, patterns: Pattern[]): Finding[] {
  const content = Buffer.concat([Buffer.from(`${file}\n`), read(file)]);
  return patterns
    .filter(({ bytes }) => content.includes(bytes))
    .map(({ canary, encoding }) => ({ canary, encoding, place: file }));
}

function patternsOf(canary: string): Pattern[] {
  const little = Buffer.from(canary, 'utf16le');
  const big = Buffer.from(little).swap16();
  return [
    { canary, encoding: 'UTF-8', bytes: Buffer.from(canary, 'utf8') },
    { canary, encoding: 'UTF-16LE', bytes: little },
    { canary, encoding: 'UTF-16BE', bytes: big },
    ...[0, 1, 2].map((shift) => ({ canary, encoding: 'base64', bytes: base64At(canary, shift) })),
  ];
}

/** The base64 characters that depend on the canary only, when `shift` (0–2) bytes of its triple come before it. */
function base64At(canary: string, shift: number): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(canary, 'utf8')]);
  const whole = bytes.length - (bytes.length % 3);
  const text = bytes.subarray(0, whole).toString('base64');
  return Buffer.from(text.slice(shift === 0 ? 0 : 4));
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** A file that vanished since it was listed (a lock, a temporary file) holds nothing. */
function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Random } from '../simulation/random.ts';

/** What a power cut may do to the browser's copy: a LevelDB, and beside it a file for each large value. */
export const browserDamages = [
  'none',
  'log cut',
  'log zeroed',
  'newest file gone',
  'manifest gone',
  'current gone',
  'large value gone',
  'folder gone',
] as const;
export type BrowserDamage = (typeof browserDamages)[number];

/** And to the journal, which is SQLite with a write-ahead log. */
export const journalDamages = ['none', 'log cut', 'log zeroed', 'log gone', 'folder gone'] as const;
export type JournalDamage = (typeof journalDamages)[number];

export interface Damage {
  browser: BrowserDamage;
  journal: JournalDamage;
}

/** Each kind alone, and each pair. The first is a power cut that damages nothing. */
export const damages: Damage[] = journalDamages.flatMap((journal) =>
  browserDamages.map((browser) => ({ browser, journal })),
);

/** Where the two copies lie. */
export interface Copies {
  /** The folder of the origin's LevelDB. */
  database: string;
  /** Where the browser puts what is too large for it. */
  largeValues: string;
  /** The journal's folder. */
  journal: string;
}

/** Has happen what the power cut did. */
export function damage(copies: Copies, { browser, journal }: Damage, random: Random): void {
  damageBrowser(copies, browser, random);
  damageJournal(copies.journal, journal, random);
}

function damageBrowser({ database, largeValues }: Copies, what: BrowserDamage, random: Random): void {
  const named = (pattern: RegExp): string[] => newestFirst(database, pattern);
  if (what === 'log cut') cut(named(/\.log$/)[0]!, random);
  if (what === 'log zeroed') zero(named(/\.log$/)[0]!, random);
  if (what === 'newest file gone') remove(named(/^(?:\d+\.(?:log|ldb)|MANIFEST-\d+|CURRENT)$/)[0]!);
  if (what === 'manifest gone') named(/^MANIFEST-/).forEach(remove);
  if (what === 'current gone') named(/^CURRENT$/).forEach(remove);
  if (what === 'large value gone') remove(newestFirst(largeValues, /^[0-9a-f]+$/)[0]!);
  if (what !== 'folder gone') return;
  remove(database);
  if (random.chance(0.5)) remove(largeValues);
}

function damageJournal(folder: string, what: JournalDamage, random: Random): void {
  const log = path.join(folder, 'journal.sqlite-wal');
  if (what === 'log cut') cut(log, random);
  if (what === 'log zeroed') zero(log, random);
  if (what === 'log gone') remove(log);
  if (what === 'folder gone') remove(folder);
}

/** How much of a file's end is touched, in bytes. */
function tailOf(file: string, random: Random): number {
  return Math.min(random.between(1, 8000), statSync(file).size);
}

function cut(file: string, random: Random): void {
  truncateSync(file, statSync(file).size - tailOf(file, random));
}

function zero(file: string, random: Random): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0, bytes.length - tailOf(file, random)));
}

/** A power cut that was to take away something which is not there would prove nothing. */
function remove(file: string): void {
  if (!existsSync(file)) throw new Error(`There is no ${path.basename(file)} to take away`);
  rmSync(file, { recursive: true });
}

/** The files of this name below a folder, those written last first. */
function newestFirst(folder: string, name: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const written = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
  return files.toSorted((a, b) => written.get(b)! - written.get(a)!);
}

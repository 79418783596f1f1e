import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectOk } from '#shared/lib/result.ts';
import { type Journal, logOf } from '../database.ts';
import { type Opened, openJournal } from '../opening.ts';
import { placeIn } from '../place.ts';
import { listRows } from '../reading.ts';
import { writeAll } from '../writing.ts';
import type { TestRow } from './rows.ts';

/** A profile with a journal's folder in it, and what a test does to it. */
export interface TestFolder {
  folder: string;
  file: string;
  log: string;
  open(isDoubted?: boolean): Opened;
  /** Copies it as it is on the disk now, as a power cut would leave it. */
  copy(): TestFolder;
  remove(): void;
}

export function makeTestFolder(profile = mkdtempSync(path.join(tmpdir(), 'plumbline-journal-'))): TestFolder {
  const folder = path.join(profile, 'journal');
  const { file } = placeIn(folder);
  const opened = new Set<Journal>();
  return {
    folder,
    file,
    log: logOf(file),
    open(isDoubted) {
      const journal = expectOk(openJournal(folder, isDoubted));
      opened.add(journal.journal);
      return journal;
    },
    copy() {
      const other = makeTestFolder();
      mkdirSync(other.folder);
      copyFileSync(file, other.file);
      if (existsSync(logOf(file))) copyFileSync(logOf(file), other.log);
      return other;
    },
    remove() {
      for (const { database } of opened) if (database.isOpen) database.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** In one commit. */
export function write(journal: Journal, ...rows: TestRow[]): void {
  for (const done of writeAll(
    journal,
    rows.map(({ head, bytes }) => ({ rows: [head], pieces: [bytes] })),
  ))
    expectOk(done);
}

export function sequencesIn(journal: Journal): number[] {
  return listRows(journal, { after: 0, most: 1_000_000 }).rows.map(({ sequence }) => sequence);
}

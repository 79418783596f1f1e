import type { Page } from '@playwright/test';
import { bytesBelow, searchFolders } from './canaries.ts';
import { bytesInIndexedDb, searchIndexedDb } from './indexed-db.ts';
import { createUnsealer, type Piece } from './unsealed.ts';
import type { World } from './world.ts';

/** What was looked through, and where words were found. */
export interface Looked {
  place: string;
  /** Pieces that were opened, and how many did not open. */
  opened: number;
  closed: number;
  bytes: number;
  /** By word, the books and other things that hold it. */
  found: { [word: string]: string[] };
}

export interface DeviceFiles {
  name: string;
  profile: string;
  passphrase: string;
  page: Page;
}

/** Opens all that a device and the relay hold sealed, with its keys, and looks for words in it. */
export async function lookEverywhere(
  device: DeviceFiles,
  { folders }: World,
  words: string[],
): Promise<Looked[]> {
  const unsealer = await createUnsealer(device.profile, device.passphrase);
  const stored = await bytesInIndexedDb(device.page);
  const at = (what: string) => `${device.name}: ${what}`;
  return [
    lookIn(at('journal'), await unsealer.journal(), words),
    lookIn(at('IndexedDB'), await unsealer.indexedDb(stored), words),
    lookIn(at('backups'), await unsealer.backups(), words),
    lookIn(at('relay’s rooms'), await unsealer.relay(folders.relay), words),
    await lookUnopened(device, words),
  ];
}

/** As it lies there, for who has no key. */
async function lookUnopened({ name, page }: DeviceFiles, words: string[]): Promise<Looked> {
  const { findings, records, bytes } = await searchIndexedDb(page, words);
  const found = Object.fromEntries(findings.map(({ canary, place }) => [canary, [place]]));
  return { place: `${name}: IndexedDB as it is`, opened: records, closed: 0, bytes, found };
}

/** All files of the world: profiles, relay, logs, temporary ones, without a key. */
export function lookAtFiles({ folder }: World, words: string[]): Looked {
  const found: Looked['found'] = {};
  for (const { canary, place } of searchFolders([folder], words)) (found[canary] ??= []).push(place);
  return { place: 'all files as they are', opened: 0, closed: 0, bytes: bytesBelow([folder]), found };
}

function lookIn(place: string, pieces: Piece[], words: string[]): Looked {
  const found: Looked['found'] = {};
  const looked: Looked = { place, opened: 0, closed: 0, bytes: 0, found };
  for (const piece of pieces) {
    if (piece.words === undefined) looked.closed++;
    else {
      looked.opened++;
      looked.bytes += piece.words.length;
      const text = piece.words.toString('latin1').toLowerCase();
      for (const word of words.filter((one) => text.includes(one.toLowerCase())))
        found[word] = [...new Set([...(found[word] ?? []), piece.of])].toSorted();
    }
  }
  return looked;
}

export function report(looked: readonly Looked[]): string {
  return looked
    .map(({ place, opened, closed, bytes, found }) => {
      const words = Object.entries(found).map(([word, places]) => `${word} (${places.join(', ')})`);
      const read = `${opened} pieces, ${(bytes / 1e6).toFixed(1)} MB${closed > 0 ? `, ${closed} not opened` : ''}`;
      return `  ${place}: ${read}; found: ${words.length === 0 ? 'nothing' : words.join('; ')}`;
    })
    .join('\n');
}

import { createBridge } from '#renderer/platform/bridge.ts';
import type { Copy } from '#renderer/vault/storage/copy.ts';
import { createJournal } from '#renderer/vault/storage/journal.ts';
import type { StorageEvent } from '#renderer/vault/storage/notes.ts';
import { createStorage, type Storage } from '#renderer/vault/storage/storage.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import { ok } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createRandom } from '../../simulation/random.ts';
import { type FoundRow, foundRow, readMark } from '../marks.ts';
import { readAlone } from './read-alone.ts';
import { createWriter } from './writer.ts';

/** How one start found everything. */
export interface Look {
  /** Both copies hold the same. */
  isComplete: boolean;
  /** The owner would be shown the welcome screen. */
  isNew: boolean;
  /** What has left this device may be missing, and it would go on as another one. */
  isUnsure: boolean;
  /** What Health says. */
  event: StorageEvent | undefined;
  rows: FoundRow[];
}

/** What is broken on purpose, to see that it is noticed: the second copy takes everything and keeps nothing. */
export type Sabotage = 'no second copy';

/** What a round calls in this page. */
export interface PowerCutPage {
  /** Works for as many lives, between which the storage is closed and opened again. */
  work(work: { seed: string; lives: number[]; sabotage?: Sabotage | undefined }): Promise<void>;
  /** Goes on for as long as there is power. */
  writeOn(seed: string): void;
  acknowledged(): FoundRow[];
  /** Opens what is there, reads all of it, and waits until both copies hold the same. */
  look(): Promise<Look>;
  /** What the browser's copy holds by itself, read row by row past the storage. */
  readAlone(): Promise<FoundRow[]>;
  /** Writes on in what `look` has opened, and gives what was acknowledged. */
  writeMore(writing: { seed: string; steps: number }): Promise<FoundRow[]>;
  /** Reads all of both copies: how many rows are damaged in both. */
  check(): Promise<{ lost: number }>;
  close(): void;
}

const kinds = ['update', 'lock', 'blob', 'piece'] as const;

const { bridge } = createBridge();
const cryptography = webCrypto(crypto);
/** By the name of the row. */
const sequences = new Map<string, number>();
const versions = new Map<string, number>();
const acknowledged: FoundRow[] = [];
let storage: Storage | undefined;

/** The shell's journal, over which the sequences of rows are seen. */
function journal(sabotage?: Sabotage): Copy {
  const journal = createJournal({ bridge, newId: () => newId(cryptography) });
  return {
    ...journal,
    write(rows) {
      for (const { bytes, sequence } of rows) {
        const mark = readMark(bytes);
        if (mark !== undefined) sequences.set(mark.id, sequence);
      }
      return sabotage === undefined ? journal.write(rows) : Promise.resolve(ok());
    },
  };
}

function openStorage(sabotage?: Sabotage): Storage {
  storage = createStorage({
    name: 'power-cut',
    bridge,
    crypto: cryptography,
    journal: journal(sabotage),
    now: Date.now,
    timers: systemTimers,
    onChange() {},
  });
  return storage;
}

function writerOf(seed: string, storage: Storage) {
  let count = 0;
  return createWriter({
    storage,
    random: createRandom(seed),
    newId: () => `${seed}-${count++}`,
    versions,
    acknowledged(rows) {
      for (const { place, mark } of rows)
        acknowledged.push({ place, mark, sequence: sequences.get(mark.id)! });
    },
  });
}

async function isInStep(storage: Storage): Promise<void> {
  await eventually(() => storage.isComplete(), 'the copies to be in step');
}

const page: PowerCutPage = {
  async work({ seed, lives, sabotage }) {
    for (const [life, steps] of lives.entries()) {
      storage?.close();
      const opened = openStorage(sabotage);
      await opened.open();
      await writerOf(`${seed}-${life}`, opened).run(steps);
    }
  },
  writeOn: (seed) => ignore(writerOf(seed, storage!).run(Infinity)),
  acknowledged: () => acknowledged,
  async look() {
    const opened = openStorage();
    await opened.open();
    const found = await Promise.all(kinds.map((kind) => opened.all(kind)));
    const rows = found.flat().map(foundRow);
    for (const { place, mark } of rows)
      if (mark?.version !== undefined) versions.set(place, mark.version + 1);
    const hasKeys = rows.some(({ place }) => place.startsWith('lock/'));
    await isInStep(opened);
    return {
      isComplete: opened.isComplete(),
      isNew: !hasKeys && opened.isComplete() && !opened.hadData(),
      isUnsure: opened.notes.isUnsure(),
      event: opened.notes.event(),
      rows,
    };
  },
  readAlone,
  async writeMore({ seed, steps }) {
    const before = acknowledged.length;
    await writerOf(seed, storage!).run(steps);
    return acknowledged.slice(before);
  },
  async check() {
    const checked = await storage!.notes.check();
    if (!checked.ok) throw new Error(checked.error.message);
    return checked.value;
  },
  close() {
    storage?.close();
  },
};
Object.assign(window, { powerCut: page });

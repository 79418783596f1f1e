import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { createSequencer, type Sequencer } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { KeptEnvelope } from '../database/database.ts';
import { type BookContent, createBookContent } from './book-content.ts';
import type { Carrier } from './carrier.ts';
import type { BookCipher } from './cipher.ts';
import type { Came } from './envelope-reader.ts';
import type { CheckpointNote } from './held-envelopes.ts';
import type { OwnChanges } from './own-changes.ts';
import { createTables, differences, type RecordListener, type Tables } from './tables.ts';

/** Reads what comes into a book, one after another, and reads all of it anew where something in it should not be. */
export interface Reading {
  /** What has been read. Another one from the moment on that the book is read anew. */
  content(): BookContent;
  /** The records by collection. The book must be loaded. */
  tables(): Tables;
  /** Reads what the disk holds: what travels, and what has rows of its own. */
  load(came: Came[], kept: KeptEnvelope[]): Promise<void>;
  /** Takes in what has come, in its turn. */
  receive(came: Came[]): void;
  /** Resolves when everything that has come is read. */
  settled(): Promise<void>;
  /**
   * Builds the content once more where something is in it that should not be. What this device itself has written on
   * top of that nobody would ever take in: it is written anew.
   */
  readAnewIfSpoiled(): Promise<void>;
  /** Writes once more what this device has written and nobody will take in. */
  writeLostAnew(): Promise<void>;
}

export interface ReadingDeps {
  name: string;
  room: string;
  crypto: WebCrypto;
  cipher: BookCipher;
  carrier: Pick<Carrier, 'items'>;
  /** A content (see `EnvelopeReader`) of which every entry is known to be a record. */
  checkedContent?: string | undefined;
  own(): Pick<OwnChanges, 'seal' | 'makeAnew' | 'isAnyGathered'>;
  /** In turn with all that this device seals. */
  sealing: Sequencer;
  onRecords: RecordListener;
  /** Something has to be stored. */
  onUnsaved(): void;
  onUnknownWriter(): void;
  withstand(step: () => void): void;
}

export function createReading(deps: ReadingDeps): Reading {
  const { name, cipher, carrier, sealing } = deps;
  const { pseudonym } = cipher;
  /** Arrivals are opened one after another, so that none overtakes the one it builds on. */
  const inTurn = createSequencer();
  /** By checkpoint, the notes that have a row. */
  const noted = new Map<string, CheckpointNote>();
  let content = newContent(noted);
  let tables: Tables | undefined;

  /** `notes`: by checkpoint, those that are known. */
  function newContent(notes: ReadonlyMap<string, CheckpointNote>): BookContent {
    return createBookContent({ ...deps, noted, notes, items: carrier.items });
  }

  function tablesNow(): Tables {
    if (tables === undefined) throw new Error(`The book ${name} is not loaded`);
    return tables;
  }

  async function readAnew(): Promise<void> {
    const { reader } = content;
    if (!reader.isSpoiled()) return;
    const own = deps.own();
    const next = newContent(reader.inventory.notes());
    const unread = (): Came[] =>
      carrier.items().flatMap((envelope) => (next.reader.knows(envelope) ? [] : [{ envelope }]));
    await next.reader.read([...reader.held.all(), ...unread()]);
    while (own.isAnyGathered()) {
      await own.seal();
      await next.reader.read(unread());
    }
    next.kept.mayHaveTaken();
    replaceContent(next);
  }

  function replaceContent(next: BookContent): void {
    const before = tablesNow();
    content.inner.destroy();
    content = next;
    tables = createTables(next.inner, name, deps.onRecords, { pseudonym });
    for (const [collection, ids] of differences(before, tables, name)) deps.onRecords(collection, ids);
  }

  /** In turn with all that reads and seals: it is written once, or not at all. */
  function writeLostAnew(): Promise<void> {
    return inTurn(() =>
      sealing(async () => {
        const lost = cipher.canWrite() ? await content.reader.ownLost() : undefined;
        if (lost !== undefined) await deps.own().makeAnew(lost);
      }),
    );
  }

  return {
    content: () => content,
    tables: tablesNow,
    async load(came, kept) {
      await content.reader.read([...came, ...content.kept.load(kept)]);
      const { checkedContent } = deps;
      const isChecked =
        checkedContent !== undefined && checkedContent === content.reader.content(carrier.items());
      tables = createTables(content.inner, name, deps.onRecords, { isChecked, pseudonym });
    },
    receive(came) {
      if (came.length === 0) return;
      const reading = inTurn(async () => {
        await content.reader.read(came);
        if (content.kept.isDue()) deps.onUnsaved();
      });
      ignore(reading);
    },
    settled: () => inTurn(async () => undefined),
    async readAnewIfSpoiled() {
      await inTurn(() => sealing(readAnew));
      await writeLostAnew();
    },
    writeLostAnew,
  };
}

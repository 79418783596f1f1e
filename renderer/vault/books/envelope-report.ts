import { readHeader } from '#shared/crypto/envelope.ts';

export interface BookHealth {
  book: string;
  envelopes: number;
  checkpoints: number;
  bytes: number;
  /** Envelopes that do not open: kept, and left out. */
  unreadable: number;
  /** Those of `unreadable` that a newer version of Plumbline has written. */
  newer: number;
  /** Rows of the database that are damaged: kept, and left out. */
  damaged: number;
}

type EnvelopeReport = Omit<BookHealth, 'book' | 'damaged'>;

/** What can be said of a book's envelopes without opening them. Whoever may write can put other things among them. */
export function reportOn(items: unknown[], isOpened: (envelope: Uint8Array) => boolean): EnvelopeReport {
  const envelopes = items.filter((item) => item instanceof Uint8Array);
  const headers = envelopes.map((bytes) => readHeader(bytes));
  const levels = headers.map((header) => (header.ok ? header.value.level : 0));
  const isNewer = (header: (typeof headers)[number]): boolean =>
    !header.ok && header.error.code === 'envelope.unknown-version';
  return {
    envelopes: items.length,
    checkpoints: levels.filter((level) => level > 0).length,
    bytes: envelopes.reduce((sum, bytes) => sum + bytes.length, 0),
    unreadable: items.length - envelopes.filter(isOpened).length,
    newer: headers.filter(isNewer).length,
  };
}

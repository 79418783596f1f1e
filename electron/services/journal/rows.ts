import { hash } from 'node:crypto';
import type { RowHead } from '#shared/bridge/contract/journal.ts';

/** A row as SQLite gives it. */
export interface StoredHead extends Omit<RowHead, 'removed' | 'hash'> {
  removed: 0 | 1;
  hash: Uint8Array;
}
export interface StoredRow extends StoredHead {
  bytes: Uint8Array;
}

export const headColumns = 'sequence, kind, key, part, replaces, removed, about, hash, length';

export function toStored(head: RowHead): StoredHead {
  return { ...head, removed: head.removed ? 1 : 0, hash: Buffer.from(head.hash, 'base64url') };
}

export function toHead(stored: StoredHead): RowHead {
  return { ...stored, removed: stored.removed === 1, hash: Buffer.from(stored.hash).toString('base64url') };
}

/** Whether the bytes are those that the row was made with. */
export function isIntact(row: Pick<StoredRow, 'hash' | 'bytes'>): boolean {
  return hash('sha256', row.bytes, 'buffer').equals(row.hash);
}

import type { RowHead } from '#shared/bridge/contract.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Bytes, toBase64Url } from '#shared/lib/bytes.ts';
import type { JsonObject } from '#shared/lib/json.ts';

/**
 * What rows are about: `update` a piece of a room's outer document (key: the room), `envelope` one that somebody has
 * taken out of it (key: the room, and what names the envelope), `lock` the lock file, `blob`
 * what is known of an attachment and `piece` its pieces by part (key: its id), `device` what this device notes
 * about its storage, `sender` what went out while it was locked and is not in the books yet.
 */
export type RowKind = 'update' | 'envelope' | 'lock' | 'blob' | 'piece' | 'device' | 'sender';

/** A row as it lies in both copies: sealed bytes, and what a copy has to know of them. */
export interface Row extends RowHead {
  bytes: Bytes;
}

/** What is to be stored; the storage gives it a sequence. */
export interface NewRow {
  kind: RowKind;
  key: string;
  part?: number;
  /** `earlier`: all that lies there now. A number: what lies there up to this sequence. Left out: nothing. */
  replaces?: 'earlier' | number;
  /** Takes away everything under this key. */
  removed?: boolean;
  about?: JsonObject;
  bytes?: Bytes;
}

export async function makeRow(crypto: WebCrypto, sequence: number, row: NewRow): Promise<Row> {
  const { kind, key, part = 0, replaces = 0, removed = false, about = {}, bytes = new Uint8Array() } = row;
  return {
    sequence,
    kind,
    key,
    part,
    replaces: removed || replaces === 'earlier' ? sequence - 1 : replaces,
    removed,
    about: JSON.stringify(about),
    hash: await hashOf(crypto, bytes),
    length: bytes.length,
    bytes,
  };
}

/** Whether the bytes are those that the row was made with. */
export async function isIntact(crypto: WebCrypto, row: Row): Promise<boolean> {
  return row.hash === (await hashOf(crypto, row.bytes));
}

async function hashOf(crypto: WebCrypto, bytes: Bytes): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Those rows that no other of them stands for. A removal stays until another: it speaks of all parts. */
export function standing<Head extends RowHead>(rows: readonly Head[]): Head[] {
  const replaced = new Map<string, number>();
  const raise = (place: string, upTo: number): void => {
    replaced.set(place, Math.max(upTo, replaced.get(place) ?? 0));
  };
  for (const row of rows) raise(row.removed ? keyOf(row) : partOf(row), row.replaces);
  return rows.filter(
    (row) =>
      row.sequence > (replaced.get(keyOf(row)) ?? 0) &&
      (row.removed || row.sequence > (replaced.get(partOf(row)) ?? 0)),
  );
}

function keyOf({ kind, key }: RowHead): string {
  return `${kind}/${key}`;
}

function partOf(row: RowHead): string {
  return `${keyOf(row)}/${row.part}`;
}

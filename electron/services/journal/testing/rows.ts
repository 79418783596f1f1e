import { createCipheriv, createHash } from 'node:crypto';
import type { RowHead } from '#shared/bridge/contract/journal.ts';
import { type Bytes, concat } from '#shared/lib/bytes.ts';

export interface TestRow {
  head: RowHead;
  bytes: Bytes;
}

/** A row with its hash; `bytes` as text, or as a size of bytes that no other row has. */
export function makeRow(
  sequence: number,
  bytes: string | number,
  rest: Partial<Omit<RowHead, 'sequence' | 'hash' | 'length'>> = {},
): TestRow {
  const content = typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes)) : noise(sequence, bytes);
  const plain = { kind: 'update', key: 'room', part: 0, replaces: 0, removed: false, about: '{}' };
  const hash = createHash('sha256').update(content).digest('base64url');
  return { head: { sequence, ...plain, ...rest, hash, length: content.length }, bytes: content };
}

/** A row that takes away all of a key. */
export function makeRemoval(sequence: number, key = 'room'): TestRow {
  return makeRow(sequence, '', { key, removed: true, replaces: sequence - 1 });
}

/** As `journal.write` takes them. */
export function asWrite(...rows: TestRow[]): { rows: RowHead[]; bytes: Bytes } {
  return { rows: rows.map(({ head }) => head), bytes: concat(...rows.map(({ bytes }) => bytes)) };
}

/** That does not repeat, and is the same in each run. */
function noise(seed: number, length: number): Bytes {
  const key = createHash('sha256').update(String(seed)).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  return new Uint8Array(cipher.update(Buffer.alloc(length)));
}

/** What `journal.open` has to give for these sequences, ascending, as a second implementation would compute it. */
export function namesOf(...sequences: number[]): string {
  const hash = createHash('sha256');
  for (const sequence of sequences) hash.update(numberBytes(sequence));
  return hash.digest('base64url');
}

/** What `journal.check` has to give, as a second implementation would compute it. */
export function digestOf(rows: RowHead[]): string {
  const digest = createHash('sha256');
  for (const { sequence, hash } of rows) {
    digest.update(numberBytes(sequence)).update(Buffer.from(hash, 'base64url'));
  }
  return digest.digest('base64url');
}

function numberBytes(sequence: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(sequence));
  return bytes;
}

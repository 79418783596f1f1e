import { z } from 'zod';
import { type Bytes, concat, equalBytes, utf8 } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Row } from '#renderer/vault/storage/row.ts';
import { createRandom } from '../simulation/random.ts';

const markSchema = z.object({
  /** Names the row: no other ever has it. */
  id: z.string(),
  /** All rows that were written in the same step, this one included. */
  together: z.array(z.string()),
  /** The rows whose place this one takes, and those whose place they had taken. */
  standsFor: z.array(z.string()).optional(),
  /** Of a row that replaces the one before it in its place: how many there have been. */
  version: z.number().optional(),
  /** The keys of blobs that were taken away in the same step, or in that of a row that this one stands for. */
  removes: z.array(z.string()).optional(),
});
/** What a row says of itself in its bytes, so that who finds it after a power cut need not know what came before. */
export type Mark = z.output<typeof markSchema>;

/** A row as the storage gave it back, or as it was acknowledged. */
export interface FoundRow {
  /** `kind/key/part`. */
  place: string;
  sequence: number;
  /** `undefined` where the bytes are not those that were written. */
  mark: Mark | undefined;
}

const border = '\n'.charCodeAt(0);

/** The mark, filled up to so many bytes, if it is not longer by itself. */
export function markedBytes(mark: Mark, length: number): Bytes {
  const head = utf8(`${JSON.stringify(mark)}\n`);
  return concat(head, fillOf(mark, Math.max(0, length - head.length)));
}

export function readMark(bytes: Uint8Array): Mark | undefined {
  const end = bytes.indexOf(border);
  if (end < 0) return undefined;
  const mark = markSchema.safeParse(parseJsonBytes(bytes.subarray(0, end)));
  if (!mark.success) return undefined;
  const fill = bytes.subarray(end + 1);
  return equalBytes(fill, fillOf(mark.data, fill.length)) ? mark.data : undefined;
}

export function foundRow({ kind, key, part, sequence, bytes }: Omit<Row, 'about' | 'hash'>): FoundRow {
  return { place: `${kind}/${key}/${part}`, sequence, mark: readMark(bytes) };
}

/** Bytes that no store compresses. */
function fillOf({ id }: Mark, length: number): Bytes {
  const random = createRandom(id);
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let index = 0; index < words.length; index++) words[index] = random.below(2 ** 32);
  return new Uint8Array(words.buffer, 0, length);
}

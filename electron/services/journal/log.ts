import { closeSync, openSync, readSync } from 'node:fs';

/**
 * What SQLite will find in the log beside the file (its write-ahead log: https://sqlite.org/walformat.html).
 * - `none`: no transaction.
 * - `turned`: none yet since it was turned; what was in it before stands in the file.
 * - `whole`: transactions up to the end.
 * - `torn`: transactions, and behind them something that is none.
 * - `unreadable`: its head is damaged, so SQLite passes over all of it.
 */
export type LogState = 'none' | 'turned' | 'whole' | 'torn' | 'unreadable';

const headBytes = 32;
const frameHeadBytes = 24;
const magicLittle = 0x377f0682;
const magicBig = 0x377f0683;

type Sums = [number, number];
type Read = (offset: number, length: number) => Buffer;

/** Reads the log without changing it. To be called while nobody has it open. */
export function lookAtLog(file: string): LogState {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'none';
    throw error;
  }
  try {
    return look((offset, length) => {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(handle, buffer, 0, length, offset));
    });
  } finally {
    closeSync(handle);
  }
}

function look(read: Read): LogState {
  const head = read(0, headBytes);
  if (head.length < headBytes) return 'none';
  const magic = head.readUInt32BE(0);
  if (magic !== magicLittle && magic !== magicBig) return 'unreadable';
  const isLittle = magic === magicLittle;
  const sums = addUp([0, 0], head.subarray(0, 24), isLittle);
  if (!areAt(head, 24, sums)) return 'unreadable';
  const salts = head.subarray(16, 24);
  const end = endOfTransactions(read, { pageBytes: head.readUInt32BE(8), salts, sums, isLittle });
  const next = read(end, frameHeadBytes);
  const isOld = next.length === frameHeadBytes && !isZero(next) && !next.subarray(8, 16).equals(salts);
  if (end === headBytes) return isOld ? 'turned' : 'none';
  return next.length === 0 || isOld ? 'whole' : 'torn';
}

interface LogHead {
  pageBytes: number;
  salts: Buffer;
  sums: Sums;
  isLittle: boolean;
}

/** Behind the last frame that ends a transaction; each frame's checksum goes on from the one before. */
function endOfTransactions(read: Read, { pageBytes, salts, sums, isLittle }: LogHead): number {
  const frameBytes = frameHeadBytes + pageBytes;
  let end = headBytes;
  for (let offset = headBytes; ; offset += frameBytes) {
    const frame = read(offset, frameBytes);
    if (frame.length < frameBytes || !frame.subarray(8, 16).equals(salts)) return end;
    sums = addUp(addUp(sums, frame.subarray(0, 8), isLittle), frame.subarray(frameHeadBytes), isLittle);
    if (!areAt(frame, 16, sums)) return end;
    const pagesAfterCommit = frame.readUInt32BE(4);
    if (pagesAfterCommit > 0) end = offset + frameBytes;
  }
}

/** SQLite's checksum over words of 32 bits, two at a time. */
function addUp([first, second]: Sums, bytes: Buffer, isLittle: boolean): Sums {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let offset = 0; offset < bytes.length; offset += 8) {
    first = (first + view.getUint32(offset, isLittle) + second) | 0;
    second = (second + view.getUint32(offset + 4, isLittle) + first) | 0;
  }
  return [first, second];
}

function areAt(bytes: Buffer, offset: number, [first, second]: Sums): boolean {
  return bytes.readInt32BE(offset) === first && bytes.readInt32BE(offset + 4) === second;
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

import { createHash, randomUUID, timingSafeEqual, type Hash } from 'node:crypto';
import { bridgePieceBytes } from '#shared/bridge/contract.ts';
import { mediaLimits } from '#shared/channels/meta/whatsapp/media.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { createLease, transferLimit, type Lease } from './lease.ts';
import { brokenOff, damaged, tooLarge } from './problems.ts';

/** What was said of a file before it came. */
export interface Announced {
  sizeBytes: number | undefined;
  /** Hex or base64. */
  sha256: string | undefined;
}

/** Files on their way in, which the window reads piece by piece: what comes stands in memory once at most. */
export interface Downloads {
  isFull(): boolean;
  /** Takes a body over; gives the name under which `read` goes on with it. */
  begin(body: ReadableStream<Uint8Array>, announced: Announced): string;
  /** The next piece. The last one comes only when the whole file is as it was announced. */
  read(id: string): Promise<Result<{ bytes: Bytes; last: boolean }>>;
}

interface Download extends Lease, Announced {
  reader: ReadableStreamDefaultReader<Uint8Array>;
  hash: Hash;
  /** What came beyond the last piece. */
  rest: Buffer;
  received: number;
}

/** `patience`: how long to wait for the next bytes; `idle`: for the window to read on. In milliseconds. */
export function createDownloads({ patience = 20_000, idle = 60_000 } = {}): Downloads {
  const downloads = new Map<string, Download>();
  return {
    isFull: () => downloads.size >= transferLimit,
    begin(body, announced) {
      const id = randomUUID();
      const reader = body.getReader();
      const drop = (): void => {
        downloads.delete(id);
        reader.cancel().catch(() => undefined);
      };
      const hash = createHash('sha256');
      const lease = createLease(idle, drop);
      downloads.set(id, { ...lease, ...announced, reader, hash, rest: Buffer.alloc(0), received: 0 });
      return id;
    },
    async read(id) {
      const download = downloads.get(id);
      if (download === undefined) return brokenOff();
      download.touch();
      const piece = await readPiece(download, patience).catch(() => brokenOff());
      if (!piece.ok || piece.value.last) download.end();
      return piece;
    },
  };
}

async function readPiece(
  download: Download,
  patience: number,
): Promise<Result<{ bytes: Bytes; last: boolean }>> {
  const parts = [download.rest];
  let length = download.rest.length;
  let done = false;
  while (length <= bridgePieceBytes && !done) {
    const next = await inTime(download.reader.read(), patience);
    if (next === undefined) return brokenOff();
    done = next.done;
    if (next.value === undefined) continue;
    parts.push(Buffer.from(next.value));
    length += next.value.length;
    download.hash.update(next.value);
    download.received += next.value.length;
    if (download.received > mediaLimits.document) return tooLarge();
  }
  const all = Buffer.concat(parts);
  const bytes = new Uint8Array(all.subarray(0, bridgePieceBytes));
  download.rest = all.subarray(bridgePieceBytes);
  const last = done && download.rest.length === 0;
  return last && !isWhole(download) ? damaged() : ok({ bytes, last });
}

/** `undefined` where nothing came in time. */
async function inTime<T>(step: Promise<T>, patience: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  return Promise.race([step, late]).finally(() => clearTimeout(timer));
}

function isWhole({ hash, sha256, received, sizeBytes }: Download): boolean {
  if (sizeBytes !== undefined && received !== sizeBytes) return false;
  if (sha256 === undefined) return true;
  const expected = Buffer.from(sha256, /^[0-9a-f]{64}$/i.test(sha256) ? 'hex' : 'base64');
  const found = hash.digest();
  return expected.length === found.length && timingSafeEqual(expected, found);
}

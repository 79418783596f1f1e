import { sha256 } from '@noble/hashes/sha2.js';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { blobLayout, openPiece } from '#shared/crypto/blob.ts';
import { importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { BlobDatabase } from './blob-database.ts';
import { type BlobWriter, createBlobWriter } from './blob-writer.ts';
import { type BlobRelay, createRelayBlobs, type RelayBlobs } from './relay-blobs.ts';
import { createUploads } from './uploads.ts';

/** What a device keeps of files by itself, in bytes; beyond it, what the relay has is taken away again. */
const largestBudget = 2 * 1024 ** 3;
/** The part of what the browser allows this app to store that files may take. */
const quotaShare = 0.25;
/** What no record names for so long (ms) was chosen and not sent, or broke off. */
const unkeptLifetime = 24 * 60 * 60 * 1000;

/** Encrypted files: on this device, and at the relay where there is one. */
export interface Blobs {
  /** Starts a new file. It stays only if `keep` is called for it. */
  write(): Promise<BlobWriter>;
  /** A record names the blob now: it stays, and goes to the relay. */
  keep(blob: string): Promise<void>;
  /**
   * Reads a file piece by piece, from this device or else from the relay, checked as a whole at the end: what
   * was given before a failure must not be used.
   */
  read(file: StoredFile, onBytes: (bytes: Bytes) => void | Promise<void>): Promise<Result<void>>;
  /** Whether all of it is on this device. */
  has(blob: string): Promise<boolean>;
  /** Deletes it here and at the relay. */
  remove(blob: string): Promise<void>;
  /** The same; `false` where the relay has not said that it is gone there, `undefined` where none is reached. */
  removeEverywhere(blob: string): Promise<boolean | undefined>;
  /** Everything that records name is known now: the rest may go. */
  sweep(kept: Set<string>): Promise<void>;
  /** The relay is there, or there again. */
  signedIn(): void;
  usage(): Promise<{ bytes: number; files: number; waiting: number; refused: number }>;
}

export interface BlobsDeps {
  bridge: Bridge;
  crypto: WebCrypto;
  workspace: string;
  database: BlobDatabase;
  /** The relay of now; `undefined` where there is none. */
  relay(): BlobRelay | undefined;
  /** New files stay on this device. */
  isHeldBack(): boolean;
  now(): number;
  work: Work;
  /** From 0 to 1. */
  random(): number;
  /** In bytes; by default from what the browser allows. */
  budget?: number;
}

export function createBlobs(deps: BlobsDeps): Blobs {
  const { crypto, workspace, database, now, work } = deps;
  const { track } = work;
  const evict = work.shared(evictNow);
  const uploads = createUploads({ ...deps, relay: uploadTo, onStored: () => ignore(evict()) });
  let current: { of: BlobRelay; blobs: RelayBlobs } | undefined;

  function relay(): RelayBlobs | undefined {
    const of = deps.relay();
    if (of === undefined) return undefined;
    if (current?.of.client !== of.client)
      current = { of, blobs: createRelayBlobs({ bridge: deps.bridge, workspace, relay: of }) };
    return current.blobs;
  }

  function uploadTo(): RelayBlobs | undefined {
    return deps.isHeldBack() ? undefined : relay();
  }

  /** A piece from this device or from the relay; what came from there stays, if it opens. */
  async function pieceOf(file: StoredFile, place: Place): Promise<Result<Bytes>> {
    const here = await database.readPiece(file.blob, place.index);
    const opened = here && (await openPiece(crypto, place.key, place, here));
    if (opened !== undefined) return ok(opened);
    const source = relay();
    if (source === undefined) return notHere();
    const fetched = await source.get(file.blob, place.index, place.bytes);
    if (!fetched.ok) return notHere(fetched.error.code);
    const chunk = await openPiece(crypto, place.key, place, fetched.value);
    if (chunk === undefined) return damaged();
    // Without room on the disk it can still be shown.
    await database.writePiece(file.blob, place.index, fetched.value);
    return ok(chunk);
  }

  async function read(
    file: StoredFile,
    onBytes: (bytes: Bytes) => void | Promise<void>,
  ): Promise<Result<void>> {
    const layout = blobLayout(file.size);
    const key = await importAesKey(crypto, fromBase64Url(file.key));
    const hash = sha256.create();
    const row = await database.get(file.blob);
    if (row === undefined) await database.put(arriving(file.blob, layout, now()));
    let left = file.size;
    for (let index = 0; index < layout.pieces; index++) {
      if (work.isOver) return notHere();
      const last = index === layout.pieces - 1;
      const place = { workspace, blob: file.blob, index, last, key, bytes: layout.bytes };
      const chunk = await pieceOf(file, place);
      if (!chunk.ok) return chunk;
      const bytes = chunk.value.subarray(0, Math.min(left, chunk.value.length));
      left -= bytes.length;
      hash.update(bytes);
      await onBytes(bytes);
    }
    if (left !== 0 || toBase64Url(hash.digest()) !== file.sha256) return damaged();
    await database.change(file.blob, { usedAt: now(), ...(row?.whole === 1 ? {} : { whole: 1 }) });
    if (row?.whole !== 1) {
      uploads.wake();
      ignore(evict());
    }
    return ok();
  }

  /** Makes room: what was not used for longest and is certainly at the relay goes first. */
  async function evictNow(): Promise<void> {
    const budget = deps.budget ?? (await defaultBudget());
    const rows = await database.all();
    let total = rows.reduce((sum, { bytes }) => sum + bytes, 0);
    const source = relay();
    if (total <= budget || source === undefined) return;
    const identity = await source.identity();
    if (!identity.ok) return;
    const evictable = rows.filter((row) => row.relay === identity.value);
    for (const row of evictable.toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (total <= budget || work.isOver) return;
      const received = await source.received(row.id, row.bytes);
      if (!received.ok) return;
      if (received.value !== row.bytes) {
        await database.change(row.id, { relay: undefined });
        uploads.wake();
        continue;
      }
      await database.remove(row.id);
      total -= row.bytes;
    }
  }

  async function keep(blob: string): Promise<void> {
    await database.change(blob, { kept: 1 });
    uploads.wake();
  }

  async function remove(blob: string): Promise<void> {
    await database.remove(blob);
    await relay()?.remove(blob);
  }

  async function removeEverywhere(blob: string): Promise<boolean | undefined> {
    await database.remove(blob);
    const there = relay();
    if (there === undefined) return undefined;
    const removed = await there.remove(blob);
    return removed.ok || removed.error.code === 'blob.unknown';
  }

  async function sweep(kept: Set<string>): Promise<void> {
    for (const row of await database.all()) {
      if (work.isOver) return;
      if (kept.has(row.id)) {
        if (row.kept === 0) await database.change(row.id, { kept: 1 });
      } else if (row.kept === 0 && row.createdAt < now() - unkeptLifetime) await database.remove(row.id);
    }
    uploads.wake();
  }

  return {
    write: () => createBlobWriter({ crypto, workspace, database, now }),
    keep: (blob) => track(keep(blob)),
    read,
    has: async (blob) => (await database.get(blob))?.whole === 1,
    remove: (blob) => track(remove(blob)),
    removeEverywhere: (blob) => track(removeEverywhere(blob)),
    sweep: (kept) => track(sweep(kept)),
    signedIn: uploads.signedIn,
    async usage() {
      const rows = await database.all();
      const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
      const waiting = rows.filter(
        (row) => row.kept === 1 && row.whole === 1 && !uploads.isStored(row),
      ).length;
      return { bytes, files: rows.length, waiting, refused: uploads.refused() };
    },
  };
}

interface Place {
  workspace: string;
  blob: string;
  index: number;
  last: boolean;
  key: Awaited<ReturnType<typeof importAesKey>>;
  /** Of the whole blob. */
  bytes: number;
}

/** The row of a blob that another device wrote. */
function arriving(id: string, layout: { bytes: number; pieces: number }, at: number) {
  const { bytes, pieces } = layout;
  return { id, bytes, pieces, createdAt: at, usedAt: at, kept: 1, whole: 0 } as const;
}

async function defaultBudget(): Promise<number> {
  const { quota = 0 } = await navigator.storage.estimate();
  return quota === 0 ? largestBudget : Math.min(largestBudget, quota * quotaShare);
}

/** Codes of the relay that mean: not yet, rather than not reachable. */
const notYet = new Set(['relay.blob.unknown', 'relay.blob.incomplete']);

function notHere(code = ''): Result<never> {
  if (notYet.has(code))
    return problem(
      'blob.not-here-yet',
      'The device that has this file has not finished sending it.',
      'Try again in a moment, with that device switched on.',
    );
  return problem(
    'blob.unreachable',
    'This file is not on this device, and the relay does not answer.',
    'Try again when you are online.',
  );
}

function damaged(): Result<never> {
  return problem('blob.damaged', 'This file is damaged, so it is not shown.', 'Ask for it again.');
}

import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { blobPieceBytes } from '#shared/lib/blob-format.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { Limits } from '../limits.ts';
import type { BlobIndex, StoredBlob } from '../storage/blobs.ts';
import type { ClosingStore } from '../storage/closings.ts';
import type { PieceStore } from './pieces.ts';
import type { ByteRange } from './ranges.ts';
import { partsOf } from './ranges.ts';

export type BlobRefusal = 'unknown' | 'incomplete' | 'offset' | 'size' | 'too-large' | 'full' | 'disk-full';

const blobsAtOnce = 32;

interface Deps {
  index: BlobIndex & Pick<ClosingStore, 'blobsOf'>;
  pieces: PieceStore;
  space: DiskSpace;
  limits: Limits;
}

const keyOf = ({ workspace, id }: { workspace: string; id: string }, piece: number) =>
  `${workspace}/${id}/${String(piece).padStart(6, '0')}`;

/** Encrypted attachments: what the index says has arrived is safe in the piece store. */
export function createBlobs({ index, pieces, space, limits }: Deps) {
  /** The blob as announced before, or announced now if the workspace has room for it. */
  async function announce(
    workspace: string,
    id: string,
    size: number,
  ): Promise<Result<StoredBlob, BlobRefusal>> {
    const known = await index.blob(workspace, id);
    if (known !== undefined) return known.size === size ? ok(known) : err('size');
    if (size > limits.blobBytes) return err('too-large');
    const { blobs, bytes } = await index.blobUse(workspace);
    if (size > space.spareBytes()) return err('disk-full');
    if (blobs >= limits.blobsPerWorkspace || bytes + size > limits.blobBytesPerWorkspace) return err('full');
    const fresh = { workspace, id, received: 0, size };
    await index.addBlob(fresh);
    return ok((await index.blob(workspace, id)) ?? fresh);
  }

  async function* stream(blob: StoredBlob, range: ByteRange): AsyncGenerator<Uint8Array> {
    for (const { piece, first, last } of partsOf(range)) {
      yield* await pieces.read(keyOf(blob, piece), first, last);
    }
  }

  async function remove(blob: StoredBlob): Promise<void> {
    // The index first: what it does not name is nowhere, whatever becomes of the pieces.
    await index.deleteBlob(blob.workspace, blob.id);
    const count = Math.ceil(blob.size / blobPieceBytes);
    await pieces.remove(Array.from({ length: count }, (_, piece) => keyOf(blob, piece)));
  }

  return {
    find: (workspace: string, id: string) => index.blob(workspace, id),

    /** Takes the next piece; a piece that is there already is taken as such. Returns how much is there now. */
    async put(
      place: { workspace: string; id: string; first: number; size: number },
      bytes: Uint8Array,
    ): Promise<Result<StoredBlob, BlobRefusal>> {
      const { workspace, id, first, size } = place;
      const announced = await announce(workspace, id, size);
      if (!announced.ok) return announced;
      const blob = announced.value;
      if (first + bytes.length <= blob.received) return ok(blob);
      if (first !== blob.received) return err('offset');
      if (bytes.length > space.spareBytes()) return err('disk-full');
      await pieces.put(keyOf(blob, first / blobPieceBytes), bytes);
      await index.growBlob(blob, bytes.length);
      return ok({ ...blob, received: first + bytes.length });
    },

    stream,

    async remove(workspace: string, id: string): Promise<void> {
      const blob = await index.blob(workspace, id);
      if (blob !== undefined) await remove(blob);
    },

    /** All of a workspace that nobody can write to any more. */
    async removeAll(workspace: string, turn: () => Promise<void>): Promise<void> {
      for (;;) {
        const some = await index.blobsOf(workspace, blobsAtOnce);
        if (some.length === 0) break;
        for (const blob of some) await remove(blob);
        await turn();
      }
      await pieces.removeFolder(workspace);
    },
  };
}
export type Blobs = ReturnType<typeof createBlobs>;

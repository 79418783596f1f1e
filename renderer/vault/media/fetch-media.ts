import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import { safeMimeType } from '#shared/domain/safe-file.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { pictureSize } from './picture-size.ts';
import { unlessStopped } from './unless-stopped.ts';

/** Where a file is: behind Meta's id of it, or at an address that came with its message. */
export type MediaSource = CallArgs<'channel.openMedia'>;

/** Downloads a customer's file into a blob, piece by piece. Nothing is left of one that breaks off. */
export async function fetchMedia(
  { bridge, blobs, signal }: { bridge: Bridge; blobs: Blobs; signal: AbortSignal },
  source: MediaSource,
  name: string | undefined,
): Promise<Result<StoredFile>> {
  const opened = await unlessStopped(bridge.call('channel.openMedia', source), signal);
  if (!opened.ok) return opened;
  const { download, mimeType } = opened.value;
  const writer = await blobs.write();
  const isPicture = safeMimeType(mimeType).startsWith('image/');
  const picture: Bytes[] = [];
  const read = async (): Promise<Result<void>> => {
    for (;;) {
      const piece = await unlessStopped(bridge.call('channel.readMedia', { download }), signal);
      if (!piece.ok) return piece;
      const added = await writer.add(piece.value.bytes);
      if (!added.ok) return added;
      if (isPicture) picture.push(piece.value.bytes);
      if (piece.value.last) return ok();
    }
  };
  const done = await read();
  const written = done.ok ? await writer.finish() : done;
  if (!written.ok) {
    await writer.abandon();
    return written;
  }
  const size = isPicture ? await pictureSize(new Blob(picture, { type: safeMimeType(mimeType) })) : undefined;
  return ok({
    ...written.value,
    mimeType: mimeType.slice(0, 200),
    ...(name === undefined ? {} : { name }),
    ...size,
  });
}

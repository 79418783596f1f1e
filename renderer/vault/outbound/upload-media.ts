import type { Bridge } from '#shared/bridge/bridge.ts';
import { bridgePieceBytes } from '#shared/bridge/contract.ts';
import type { Channel } from '#shared/domain/channel.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import type { MediaKind } from '#shared/domain/media.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { newId, type RandomSource } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { accountOf } from '../channels/accounts.ts';

/** Uploads a stored file to Meta; gives its id there. Doing it twice does no harm. */
export async function uploadMedia(
  { bridge, blobs, random }: { bridge: Bridge; blobs: Pick<Blobs, 'read'>; random: RandomSource },
  channel: Channel,
  kind: MediaKind,
  file: StoredFile,
): Promise<Result<string>> {
  const common = {
    account: accountOf(channel),
    kind,
    upload: newId(random),
    mimeType: file.mimeType.split(';', 1)[0]!.trim(),
    filename: file.name ?? 'file',
  };
  let answer: Result<{ mediaId?: string | undefined }> = ok({});
  let piece = 0;
  let left = file.size;
  const read = await blobs.read(file, async (bytes) => {
    for (let at = 0; at < bytes.length && answer.ok; at += bridgePieceBytes) {
      const part: Bytes = bytes.slice(at, at + bridgePieceBytes);
      left -= part.length;
      const given = { ...common, piece: piece++, last: left === 0, bytes: part };
      answer = await bridge.call('channel.putMedia', given);
    }
  });
  if (!read.ok) return read;
  if (!answer.ok) return answer;
  const { mediaId } = answer.value;
  return mediaId === undefined
    ? problem('media.unreadable', 'Meta’s answer could not be read.')
    : ok(mediaId);
}

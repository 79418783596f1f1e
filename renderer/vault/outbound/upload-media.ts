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

interface Means {
  bridge: Bridge;
  blobs: Pick<Blobs, 'read'>;
  random: RandomSource;
}

/** Uploads a stored file to Meta; gives its id there. Doing it twice does no harm. */
export async function uploadMedia(
  { bridge, blobs, random }: Means,
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
  const answer = await inPieces(blobs, file, (piece) =>
    bridge.call('channel.putMedia', { ...common, ...piece }),
  );
  if (!answer.ok) return answer;
  const { mediaId } = answer.value ?? {};
  return mediaId === undefined
    ? problem('media.unreadable', 'Meta’s answer could not be read.')
    : ok(mediaId);
}

/** Hands a stored file to the shell for the e-mail that follows; gives the name of it there. */
export async function putMailFile(
  { bridge, blobs, random }: Means,
  file: StoredFile,
): Promise<Result<string>> {
  const upload = newId(random);
  const put = await inPieces(blobs, file, (piece) => bridge.call('mail.putFile', { upload, ...piece }));
  return put.ok ? ok(upload) : put;
}

/** One piece after the other, so that a large file never stands in memory as a whole; gives the last answer. */
async function inPieces<Answer>(
  blobs: Means['blobs'],
  file: StoredFile,
  put: (piece: { piece: number; last: boolean; bytes: Bytes }) => Promise<Result<Answer>>,
): Promise<Result<Answer | undefined>> {
  let answer: Result<Answer | undefined> = ok(undefined);
  let piece = 0;
  let left = file.size;
  const read = await blobs.read(file, async (bytes) => {
    for (let at = 0; at < bytes.length && answer.ok; at += bridgePieceBytes) {
      const part: Bytes = bytes.slice(at, at + bridgePieceBytes);
      left -= part.length;
      answer = await put({ piece: piece++, last: left === 0, bytes: part });
    }
  });
  return read.ok ? answer : read;
}

import { channelRules } from '#shared/channels/channel.ts';
import { checkFile } from '#shared/channels/files.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import { safeFileName, safeMimeType } from '#shared/domain/safe-file.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { largestJobFile } from '#shared/domain/job-file.ts';
import { pictureSize, smallPicture } from './picture-size.ts';

/** A file for a job, with a small picture of it where it is one. */
export interface StoredJobFile {
  file: StoredFile;
  preview?: StoredFile;
}

/** How much of a chosen file is read at once. */
const readBytes = 1024 * 1024;

/** See `MediaApi.attach`. */
export async function attachFile(blobs: Blobs, file: Blob, name: string): Promise<Result<StoredFile>> {
  // WhatsApp takes the largest files; a smaller limit is checked when it is known where the file goes.
  const size = checkFile(channelRules('whatsapp'), {
    mimeType: file.type,
    sizeBytes: file.size,
    asDocument: true,
  });
  return size.ok ? storeFile(blobs, file, name) : size;
}

/** See `MediaApi.attachToJob`. */
export async function attachToJob(blobs: Blobs, file: Blob, name: string): Promise<Result<StoredJobFile>> {
  if (file.size === 0) return problem('media.empty', `“${name}” is empty. It was not added.`);
  if (file.size > largestJobFile)
    return problem(
      'media.too-large',
      `“${name}” is larger than ${largestJobFile / 1024 ** 2} MB. It was not added.`,
      'Make it smaller.',
    );
  const stored = await storeFile(blobs, file, name);
  if (!stored.ok) return stored;
  const small = stored.value.width === undefined ? undefined : await smallPicture(file);
  const preview = small && (await storeFile(blobs, small, 'preview.jpg'));
  // Without room for it, the photo itself is shown.
  return ok({ file: stored.value, ...(preview?.ok && { preview: preview.value }) });
}

async function storeFile(blobs: Blobs, file: Blob, name: string): Promise<Result<StoredFile>> {
  const writer = await blobs.write();
  for (let at = 0; at < file.size; at += readBytes) {
    const part = await readPart(file, at);
    const added = part.ok ? await writer.add(part.value) : part;
    if (added.ok) continue;
    await writer.abandon();
    return added;
  }
  const written = await writer.finish();
  if (!written.ok) return written;
  const mimeType = /^[\w.+-]+\/[\w.+-]+/.exec(file.type)?.[0] ?? 'application/octet-stream';
  const picture = safeMimeType(mimeType).startsWith('image/') ? await pictureSize(file) : undefined;
  return ok({ ...written.value, mimeType, name: safeFileName(name, 'file', mimeType), ...picture });
}

/** See `MediaApi.file`. */
export async function readFile(
  { blobs, records }: { blobs: Blobs; records: RecordReader },
  attachmentId: string,
): Promise<Result<Blob>> {
  return readStored(blobs, records.get('attachments', attachmentId)?.file);
}

/** The content of a stored file, decrypted. */
export async function readStored(blobs: Blobs, file: StoredFile | undefined): Promise<Result<Blob>> {
  if (file === undefined) return problem('media.missing', 'There is no file.');
  const type = safeMimeType(file.mimeType);
  // Each piece becomes a blob of its own at once, so that the file does not stand in memory twice.
  const parts: Blob[] = [];
  const read = await blobs.read(file, (bytes) => void parts.push(new Blob([bytes])));
  return read.ok ? ok(new Blob(parts, { type })) : read;
}

/** A file on a disk can go away, or change, while it is read. */
async function readPart(file: Blob, at: number): Promise<Result<Bytes>> {
  try {
    return ok(new Uint8Array(await file.slice(at, at + readBytes).arrayBuffer()));
  } catch {
    return problem('media.unreadable-file', 'The file could not be read.', 'Choose it again.');
  }
}

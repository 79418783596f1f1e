import type { MediaKind } from '#shared/domain/media.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';

const MB = 1024 * 1024;

/** How long a channel keeps a file that a customer sent, in milliseconds. For Meta it is a week. */
export const mediaLifetime = 7 * 24 * 60 * 60 * 1000;

/** Which files a channel takes, and how. */
export interface FileRules {
  /** The largest file of each kind, in bytes. A kind that is not named is not taken. */
  limits: Partial<Record<MediaKind, number>>;
  /** As what a file of this type is shown; `undefined` where the channel does not take it. */
  kindOf(mimeType: string): MediaKind | undefined;
  /** What it takes, in words, where that is not everything. */
  takes?: string;
  /** Whether words go out with a file as one message. Otherwise they follow it as their own. */
  hasCaptions: boolean;
}

const names: Record<MediaKind, string> = {
  image: 'photos',
  video: 'videos',
  audio: 'audio files',
  document: 'documents',
  sticker: 'stickers',
};

/** `image/jpeg; …` and `IMAGE/JPEG` are one type. */
export function bareType(mimeType: string): string {
  return mimeType.split(';', 1)[0]!.trim().toLowerCase();
}

export interface GivenFile {
  mimeType: string;
  sizeBytes: number;
  /** Sent as it is, to be saved rather than shown. */
  asDocument: boolean;
}

/** As what the channel takes this file, or why it does not. */
export function checkFile(
  { name, files }: { name: string; files: FileRules },
  { mimeType, sizeBytes, asDocument }: GivenFile,
): Result<MediaKind> {
  const shownAs = files.kindOf(mimeType);
  const kind = asDocument && shownAs !== undefined ? 'document' : shownAs;
  if (kind === undefined || (asDocument && !mayBeDocument(files, mimeType)))
    return problem(
      'media.wrong-type',
      `${name} does not take this kind of file. It takes ${files.takes}. Nothing was sent.`,
      'Send it in another form, or send a link to it.',
    );
  const size = checkSize(name, files, kind, sizeBytes);
  return size.ok ? ok(kind) : size;
}

/** Whether a file of this type can be sent as a document: where documents are of any type, or it is one. */
export function mayBeDocument(files: FileRules, mimeType: string): boolean {
  return files.kindOf('application/octet-stream') === 'document' || files.kindOf(mimeType) === 'document';
}

function checkSize(name: string, { limits }: FileRules, kind: MediaKind, sizeBytes: number): Result<void> {
  if (sizeBytes === 0) return problem('media.empty', 'This file is empty, so there is nothing to send.');
  const limit = limits[kind] ?? 0;
  if (sizeBytes <= limit) return ok();
  const message = `This file has ${inMegabytes(sizeBytes)}; ${name} takes ${names[kind]} of up to ${inMegabytes(limit)}. Nothing was sent.`;
  if (kind !== 'document' && limits.document !== undefined && limit < limits.document)
    if (sizeBytes <= limits.document)
      return problem('media.too-large', message, 'Send it as a document, or make it smaller.');
  return problem('media.too-large', message, 'Make it smaller, or send a link to it.');
}

function inMegabytes(bytes: number): string {
  const megabytes = bytes / MB;
  return `${megabytes < 10 ? Math.max(0.1, Math.ceil(megabytes * 10) / 10) : Math.ceil(megabytes)} MB`;
}

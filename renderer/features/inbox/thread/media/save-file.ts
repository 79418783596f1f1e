import type { StoredFile } from '#shared/domain/attachment.ts';
import { safeFileName, safeMimeType } from '#shared/domain/safe-file.ts';
import type { Result } from '#shared/lib/result.ts';
import { saveFile as offerFile } from '#renderer/ui/index.ts';
import { acquireFile, releaseFile } from './file-urls.ts';

/** Under which name a file is offered and saved. */
export function fileNameOf({ name, mimeType }: Pick<StoredFile, 'name' | 'mimeType'>, kind: string): string {
  return safeFileName(name, kind, mimeType);
}

/** `image`, `video`, `audio` or `application`: what the window may show it as. */
export function familyOf(mimeType: string): string {
  return safeMimeType(mimeType).split('/', 1)[0]!;
}

/** Saves a file where the owner's downloads go. It is saved as bytes: what it says of itself opens nothing. */
export async function saveFile(attachmentId: string, name: string): Promise<Result<void>> {
  const file = await acquireFile(attachmentId);
  if (!file.ok) return file;
  offerFile(name, new Blob([file.value.blob], { type: 'application/octet-stream' }));
  releaseFile(attachmentId);
  return { ok: true, value: undefined };
}

import type { StoredFile } from '#shared/domain/attachment.ts';
import { safeFileName, safeMimeType } from '#shared/domain/safe-file.ts';
import type { Result } from '#shared/lib/result.ts';
import { acquireFile, type FilePlace, releaseFile } from './file-urls.ts';
import { offerFile } from './offer-file.ts';

/** Under which name a file is offered and saved. */
export function fileNameOf({ name, mimeType }: Pick<StoredFile, 'name' | 'mimeType'>, kind: string): string {
  return safeFileName(name, kind, mimeType);
}

/** `image`, `video`, `audio` or `application`: what the window may show it as. */
export function familyOf(mimeType: string): string {
  return safeMimeType(mimeType).split('/', 1)[0]!;
}

/** Saves a file where the owner's downloads go. It is saved as bytes: what it says of itself opens nothing. */
export async function saveFile(place: FilePlace, name: string): Promise<Result<void>> {
  const file = await acquireFile(place);
  if (!file.ok) return file;
  offerFile(name, new Blob([file.value.blob], { type: 'application/octet-stream' }));
  releaseFile(place);
  return { ok: true, value: undefined };
}

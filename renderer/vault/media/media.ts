import type { Session } from '../session.ts';
import { checkFile } from '#shared/channels/files.ts';
import { whatsappRules } from '#shared/channels/whatsapp/rules.ts';
import { safeFileName, safeMimeType } from '#shared/domain/safe-file.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { MediaApi } from './api.ts';
import { pictureSize } from './picture-size.ts';

/** How much of a chosen file is read at once. */
const readBytes = 1024 * 1024;

/** Files in and out of an unlocked vault. */
export function createMediaApi(deps: { session(): Session | undefined }): MediaApi {
  return {
    async attach(file, name) {
      const session = deps.session();
      if (session === undefined) return locked();
      // WhatsApp takes the largest files; a smaller limit is checked when it is known where the file goes.
      const size = checkFile(whatsappRules, { mimeType: file.type, sizeBytes: file.size, asDocument: true });
      if (!size.ok) return size;
      const writer = await session.messaging.blobs.write();
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
    },

    async file(attachmentId) {
      const session = deps.session();
      if (session === undefined) return locked();
      const file = session.library.get('attachments', attachmentId)?.file;
      if (file === undefined) return problem('media.missing', 'There is no file.');
      const type = safeMimeType(file.mimeType);
      // Each piece becomes a blob of its own at once, so that the file does not stand in memory twice.
      const parts: Blob[] = [];
      const read = await session.messaging.blobs.read(file, (bytes) => void parts.push(new Blob([bytes])));
      return read.ok ? ok(new Blob(parts, { type })) : read;
    },

    fileUsage: async () =>
      (await deps.session()?.messaging.blobs.usage()) ?? { bytes: 0, files: 0, waiting: 0, refused: 0 },
  };
}

/** A file on a disk can go away, or change, while it is read. */
async function readPart(file: Blob, at: number): Promise<Result<Bytes>> {
  try {
    return ok(new Uint8Array(await file.slice(at, at + readBytes).arrayBuffer()));
  } catch {
    return problem('media.unreadable-file', 'The file could not be read.', 'Choose it again.');
  }
}

function locked(): Result<never> {
  return problem('vault.locked', 'Plumbline is locked.', 'Unlock it with your passphrase.');
}

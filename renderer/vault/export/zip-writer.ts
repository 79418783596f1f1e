import { sha256 } from '@noble/hashes/sha2.js';
import { configure, ZipWriter } from '@zip.js/zip.js';
import type { ExportedFile } from '#shared/export/manifest.ts';
import { toHex, utf8 } from '#shared/lib/bytes.ts';

// It would start workers from code in a string, which the window's policy forbids; this is a worker already.
configure({ useWebWorkers: false });

/** An export as it grows: what is added leaves at once, and only its length and hash are kept. */
export interface ExportZip {
  files: ExportedFile[];
  add(
    path: string,
    content: string | Blob,
    about?: Pick<ExportedFile, 'collection' | 'records'>,
  ): Promise<void>;
  /** The same, of a text that is made piece by piece. */
  addLines(
    path: string,
    lines: Iterable<string>,
    about: Pick<ExportedFile, 'collection' | 'records'>,
  ): Promise<void>;
  close(): Promise<void>;
}

/** About how many letters of lines go into the file at once. */
const pieceLetters = 256 * 1024;

export function createExportZip(to: WritableStream<Uint8Array>, madeAt: number): ExportZip {
  const zip = new ZipWriter(to, { keepOrder: true, lastModDate: new Date(madeAt) });
  const files: ExportedFile[] = [];

  async function addStream(path: string, content: ReadableStream<Uint8Array>, about: object): Promise<void> {
    const hash = sha256.create();
    let bytes = 0;
    const counted = content.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, controller) {
          hash.update(piece);
          bytes += piece.length;
          controller.enqueue(piece);
        },
      }),
    );
    await zip.add(path, counted);
    files.push({ path, bytes, sha256: toHex(hash.digest()), ...about });
  }

  return {
    files,
    add: (path, content, about = {}) => addStream(path, new Blob([content]).stream(), about),
    addLines: (path, lines, about) => addStream(path, streamOf(lines), about),
    async close() {
      await zip.close();
    },
  };
}

function streamOf(lines: Iterable<string>): ReadableStream<Uint8Array> {
  const iterator = lines[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      let text = '';
      while (text.length < pieceLetters) {
        const next = iterator.next();
        if (next.done === true) {
          if (text !== '') controller.enqueue(utf8(text));
          return controller.close();
        }
        text += `${next.value}\n`;
      }
      controller.enqueue(utf8(text));
    },
  });
}

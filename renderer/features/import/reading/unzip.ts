import {
  BlobReader,
  configure,
  type Entry,
  type FileEntry,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
} from '@zip.js/zip.js';

// It would start workers from code in a string, which the window's policy forbids; this is a worker already.
configure({ useWebWorkers: false });

/** More than any file of rows or chats unpacks to: what does is made to fill a memory. */
export const largestUnpacked = 1024 * 1024 * 1024;

/** One file of an archive. */
export interface Packed {
  path: string;
  size: number;
  /** `undefined` where it is damaged, locked, or larger than it says. */
  bytes(): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** The files of an archive; `undefined` where it is none that can be read. */
export async function unpack(source: Uint8Array | Blob): Promise<Packed[] | undefined> {
  try {
    const reader = source instanceof Blob ? new BlobReader(source) : new Uint8ArrayReader(source);
    const entries = await new ZipReader(reader).getEntries();
    return entries.filter(isFile).map(packed);
  } catch {
    return undefined;
  }
}

const isFile = (entry: Entry): entry is FileEntry => !entry.directory;

function packed(entry: FileEntry): Packed {
  const { filename: path, uncompressedSize: size } = entry;
  return {
    path,
    size,
    async bytes() {
      if (size > largestUnpacked) return undefined;
      try {
        const whole = new Capped(size);
        await entry.getData(whole, { checkSignature: true });
        return await whole.getData();
      } catch {
        return undefined;
      }
    },
  };
}

/** Takes no more than an entry says that it holds: what an archive says of itself may be a lie. */
class Capped extends Uint8ArrayWriter {
  #left: number;

  constructor(size: number) {
    super();
    this.#left = size;
  }

  override async writeUint8Array(piece: Uint8Array): Promise<void> {
    this.#left -= piece.length;
    if (this.#left < 0) throw new RangeError('The archive holds more than it says');
    await super.writeUint8Array(piece);
  }
}

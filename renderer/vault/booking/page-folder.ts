import { BlobWriter, configure, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import type { PageFiles } from '#shared/public-page/folder.ts';

// It would start workers from code in a string, which the window's policy forbids; this is a worker already.
configure({ useWebWorkers: false });

/** The files of a page as one ZIP. */
export async function zipPage(files: PageFiles): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter('application/zip'));
  for (const [name, content] of Object.entries(files))
    await zip.add(
      name,
      typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content),
    );
  return zip.close();
}

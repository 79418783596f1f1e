import { sha256 } from '@noble/hashes/sha2.js';
import { BlobReader, BlobWriter, type Entry, ZipReader } from '@zip.js/zip.js';
import type { CollectionName } from '#shared/domain/collections.ts';
import {
  type ExportedFile,
  type ExportManifest,
  exportVersion,
  manifestPath,
  manifestSchema,
} from '#shared/export/manifest.ts';
import { toHex } from '#shared/lib/bytes.ts';
import { type Json, parseJson } from '#shared/lib/json.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';

/** More than this in one file of records is no business's, but an attack by a file that grows as it is opened. */
const mostText = 1024 ** 3;
const mostManifest = 64 * 1024 ** 2;

export interface OpenExport {
  manifest: ExportManifest;
  /** The lines of a collection, each as JSON; `undefined` for one that is none. */
  lines(collection: CollectionName): Promise<Result<(Json | undefined)[]>>;
  /** A file of a record; `undefined` where the export does not hold it, or holds another. */
  file(path: string): Promise<Blob | undefined>;
}

/** Opens an export and looks at what it says about itself. Each file is compared with that as it is read. */
export async function openExport(file: Blob): Promise<Result<OpenExport>> {
  const entries = await entriesOf(file);
  const said = entries && (await textOf(entries.get(manifestPath), mostManifest));
  if (entries === undefined || said === undefined) return noExport();
  const parsed = manifestSchema.safeParse(parseJson(said));
  if (!parsed.success) return noExport();
  const manifest = parsed.data;
  if (manifest.version > exportVersion) return newer();
  const files = new Map(manifest.files.map((each) => [each.path, each]));
  return ok({
    manifest,
    async lines(collection) {
      const path = `data/${collection}.jsonl`;
      const about = files.get(path);
      if (about === undefined) return ok([]);
      const content = about.bytes > mostText ? undefined : await wholeOf(entries.get(path), about);
      return content === undefined ? damaged(path) : ok(linesOf(await content.text()));
    },
    async file(path) {
      const about = files.get(path);
      return about && wholeOf(entries.get(path), about);
    },
  });
}

async function entriesOf(file: Blob): Promise<Map<string, Entry> | undefined> {
  try {
    const entries = await new ZipReader(new BlobReader(file)).getEntries();
    return new Map(entries.map((entry) => [entry.filename, entry]));
  } catch {
    return undefined;
  }
}

/** The content, if it is as long as it should be and has the hash that it should have. */
async function wholeOf(entry: Entry | undefined, about: ExportedFile): Promise<Blob | undefined> {
  if (entry === undefined || entry.directory || entry.uncompressedSize !== about.bytes) return undefined;
  try {
    const content = await entry.getData(new BlobWriter());
    const hash = sha256.create();
    for await (const piece of content.stream()) hash.update(piece);
    return toHex(hash.digest()) === about.sha256 ? content : undefined;
  } catch {
    return undefined;
  }
}

async function textOf(entry: Entry | undefined, most: number): Promise<string | undefined> {
  if (entry === undefined || entry.directory || entry.uncompressedSize > most) return undefined;
  try {
    return await (await entry.getData(new BlobWriter())).text();
  } catch {
    return undefined;
  }
}

function linesOf(text: string): (Json | undefined)[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(parseJson);
}

function noExport(): Result<never> {
  return problem(
    'export.none',
    'This file is no export of Plumbline, or it is cut off. Nothing was changed.',
    'Choose the ZIP as it was saved.',
  );
}

function newer(): Result<never> {
  return problem(
    'export.newer',
    'This export was made by a newer Plumbline. Nothing was changed.',
    'Update Plumbline on this computer and try again.',
  );
}

function damaged(path: string): Result<never> {
  return problem(
    'export.damaged',
    `This export is damaged: ${path} is not what was written into it. Nothing was changed.`,
    'Unpack the file to read the rest, or make the export again.',
  );
}

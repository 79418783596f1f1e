import { z } from 'zod';
import type { StoredFile } from '#shared/domain/attachment.ts';
import { type CollectionName, collections, type RecordOf } from '#shared/domain/collections.ts';
import { safeFileName, safeMimeType } from '#shared/domain/safe-file.ts';
import { mediaFolder, withPaths } from '#shared/export/stored-files.ts';
import type { Json } from '#shared/lib/json.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { ExportZip } from './zip-writer.ts';

/** A collection as JSON Lines with its schema. Files that its records name are put into `files` by their path. */
export async function addRecords(
  zip: ExportZip,
  name: CollectionName,
  list: readonly RecordOf<CollectionName>[],
  files: Map<string, StoredFile>,
): Promise<void> {
  if (list.length === 0) return;
  const lines = mapped(list, (record) => {
    const json = withPaths(record as Json, (file) => {
      const path = pathOf(file);
      files.set(path, file);
      return path;
    });
    return JSON.stringify(json);
  });
  await zip.addLines(`data/${name}.jsonl`, lines, { collection: name, records: list.length });
  const schema = z.toJSONSchema(collections[name].schema, { unrepresentable: 'any', io: 'input' });
  await zip.add(`schemas/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
}

function* mapped<T>(list: readonly T[], write: (each: T) => string): Iterable<string> {
  for (const each of list) yield write(each);
}

/** By what is in it: a file that two records name is there once. */
function pathOf({ sha256, name, mimeType }: StoredFile): string {
  return `${mediaFolder}${sha256}/${safeFileName(name, 'file', safeMimeType(mimeType))}`;
}

/** The files that records name, by their paths. Tells which of them were nowhere to be had. */
export async function addFiles(
  zip: ExportZip,
  blobs: Pick<Blobs, 'read'>,
  files: ReadonlyMap<string, StoredFile>,
  onAdded: () => void,
): Promise<string[]> {
  const missing: string[] = [];
  for (const [path, file] of files) {
    const content = await contentOf(blobs, file);
    if (content === undefined) missing.push(path);
    else await zip.add(path, content);
    onAdded();
  }
  return missing;
}

async function contentOf(blobs: Pick<Blobs, 'read'>, file: StoredFile): Promise<Blob | undefined> {
  const parts: Blob[] = [];
  const read = await blobs.read(file, (bytes) => void parts.push(new Blob([bytes])));
  return read.ok ? new Blob(parts) : undefined;
}

import { broughtInCollections, isImmutable } from '#shared/commands/bring-in.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { type FilePlace, pathsIn, withPaths, withPlaces } from '#shared/export/stored-files.ts';
import { equalJson, isJsonObject, type Json, type JsonObject } from '#shared/lib/json.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { BackupScheduler } from '../backup/backup-scheduler.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { CommandDone } from '../commands/api.ts';
import { erasedIn } from './erased-in.ts';
import { openExport, type OpenExport } from './open-export.ts';

/** How a kind of record of an export compares to what is here. */
export interface BringInKind {
  collection: CollectionName;
  added: number;
  same: number;
  different: number;
  /** Lines that are no record of this kind. */
  unreadable: number;
}

export interface BringInPreview {
  business: string;
  /** Epoch milliseconds. */
  madeAt: number;
  kinds: BringInKind[];
}

export interface BringInDone {
  written: number;
  /** Files that the export did not hold, or that were not what it says. */
  missingFiles: number;
}

export interface BringInDeps {
  library: Library;
  keyring: Keyring;
  blobs: Pick<Blobs, 'write' | 'keep'>;
  backupScheduler: BackupScheduler;
  run(name: 'export.bringIn', args: ArgsOf<'export.bringIn'>): Promise<Result<CommandDone>>;
}

/** So many records are written with one command. */
const batch = 200;

export async function previewExport(deps: BringInDeps, file: Blob): Promise<Result<BringInPreview>> {
  const opened = await openExport(file);
  if (!opened.ok) return opened;
  const { business, madeAt } = opened.value.manifest;
  const kinds: BringInKind[] = [];
  const erased = await erasedIn(deps, opened.value);
  if (!erased.ok) return erased;
  const isErased = erased.value;
  for (const collection of writable(deps)) {
    const kind = { collection, added: 0, same: 0, different: 0, unreadable: 0 };
    const lines = await opened.value.lines(collection);
    if (!lines.ok) return lines;
    for (const line of lines.value)
      if (!isErased(collection, line)) kind[compare(deps.library, collection, line)]++;
    if (lines.value.length > 0) kinds.push(kind);
  }
  return ok({ business, madeAt, kinds });
}

/** Brings in what is not here; a backup is made before. What is here already is met again and stays one. */
export async function bringIn(
  deps: BringInDeps,
  {
    file,
    replace,
    onProgress,
  }: { file: Blob; replace: boolean; onProgress(done: number, total: number): void },
): Promise<Result<BringInDone>> {
  const opened = await openExport(file);
  if (!opened.ok) return opened;
  const backup = await deps.backupScheduler.backUp('before-restore');
  if (!backup.ok) return backup;
  const erased = await erasedIn(deps, opened.value);
  if (!erased.ok) return erased;
  const wanted = new Map<CollectionName, JsonObject[]>();
  for (const collection of writable(deps)) {
    const lines = await opened.value.lines(collection);
    if (!lines.ok) return lines;
    const chosen = lines.value.filter((line): line is JsonObject => {
      if (erased.value(collection, line)) return false;
      const is = compare(deps.library, collection, line);
      return is === 'added' || (is === 'different' && replace);
    });
    wanted.set(collection, chosen);
  }
  const total = [...wanted.values()].reduce((sum, { length }) => sum + length, 0);
  const done: BringInDone = { written: 0, missingFiles: 0 };
  let seen = 0;
  for (const [collection, records] of wanted) {
    for (let at = 0; at < records.length; at += batch) {
      const part = records.slice(at, at + batch);
      const withFiles = await takeFiles(deps.blobs, opened.value, part);
      if (!withFiles.ok) return withFiles;
      const run = await deps.run('export.bringIn', {
        records: withFiles.value.records.map((record) => ({ collection, record })),
        replace,
      } as ArgsOf<'export.bringIn'>);
      if (!run.ok) return run;
      for (const blob of withFiles.value.blobs) await deps.blobs.keep(blob);
      done.written += (run.value.value as { written: number }).written;
      done.missingFiles += withFiles.value.missing;
      seen += part.length;
      onProgress(seen, total);
    }
  }
  return ok(done);
}

/** What this member may write. */
function writable({ keyring }: BringInDeps): CollectionName[] {
  return broughtInCollections.filter((name) => keyring.access[collections[name].compartment] === 'write');
}

function compare(
  records: RecordReader,
  collection: CollectionName,
  line: Json | undefined,
): Exclude<keyof BringInKind, 'collection'> {
  const whole = line && withPlaces(line, () => anyPlace);
  if (!isJsonObject(whole) || !collections[collection].schema.safeParse(whole).success) return 'unreadable';
  const here = records.get(collection, whole['id'] as string) as Json | undefined;
  if (here === undefined) return 'added';
  return isImmutable(collection) || equalJson(withoutPlaces(here), withoutPlaces(whole))
    ? 'same'
    : 'different';
}

/** Stands for where a file would lie if it were stored here. */
const anyPlace: FilePlace = { blob: 'A'.repeat(22), key: 'A'.repeat(43) };

/** Where a file lies says nothing of what it is: its hash does, which stays. */
function withoutPlaces(value: Json): Json {
  return withPaths(value, () => '');
}

/** Stores the files that records name, each under a name and a key of its own, and has the records say so. */
async function takeFiles(
  blobs: BringInDeps['blobs'],
  source: OpenExport,
  records: JsonObject[],
): Promise<Result<{ records: Json[]; blobs: string[]; missing: number }>> {
  const places = new Map<string, FilePlace>();
  let missing = 0;
  for (const path of new Set(records.flatMap(pathsIn))) {
    const content = await source.file(path);
    if (content === undefined) {
      missing++;
      continue;
    }
    const stored = await store(blobs, content);
    if (!stored.ok) return stored;
    const { blob, key } = stored.value;
    places.set(path, { blob, key });
  }
  return ok({
    records: records.map((record) => withPlaces(record, (path) => places.get(path))),
    blobs: [...places.values()].map(({ blob }) => blob),
    missing,
  });
}

async function store(blobs: BringInDeps['blobs'], content: Blob) {
  const writer = await blobs.write();
  for await (const piece of content.stream()) {
    const added = await writer.add(piece);
    if (added.ok) continue;
    await writer.abandon();
    return added;
  }
  return writer.finish();
}

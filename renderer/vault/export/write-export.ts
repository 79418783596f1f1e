import type { StoredFile } from '#shared/domain/attachment.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { calendarFile } from '#shared/domain/ics-file.ts';
import { type ExportManifest, exportVersion, manifestPath } from '#shared/export/manifest.ts';
import { readmePage } from '#shared/export/readme.ts';
import { exportedCollections, type ExportScope, isWithin } from '#shared/export/scope.ts';
import { exportTables } from '#shared/export/tables.ts';
import { vcardFile } from '#shared/export/vcard-file.ts';
import { safeFileName } from '#shared/domain/safe-file.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { addFiles, addRecords } from './zip-records.ts';
import { createExportZip, type ExportZip } from './zip-writer.ts';

export interface ExportDeps {
  records: RecordReader;
  blobs: Pick<Blobs, 'read'>;
  /** An issued document as it was printed; `undefined` where it could not be. Left out, none is added. */
  print?: ((issuedId: string) => Promise<Bytes | undefined>) | undefined;
  /** Of documents and files, which take the time. */
  onProgress(done: number, total: number): void;
  now(): number;
}

/** What is exported, as it was when the export began. */
type Chosen = Map<CollectionName, readonly RecordOf<CollectionName>[]>;

/** Writes everything in the scope as an open ZIP. Fails only where what it writes to does. */
export async function writeExport(
  deps: ExportDeps,
  scope: ExportScope,
  to: WritableStream<Uint8Array>,
): Promise<void> {
  const { records, now } = deps;
  const madeAt = now();
  const zip = createExportZip(to, madeAt);
  const chosen = choose(records, scope);
  const files = new Map<string, StoredFile>();
  for (const [name, list] of chosen) await addRecords(zip, name, list, files);
  await addTables(zip, records, chosen);
  await addForPrograms(zip, records, chosen, madeAt);
  const issued = deps.print === undefined ? [] : (chosen.get('issued') ?? []);
  const progress = { done: 0, total: issued.length + files.size };
  const step = (): void => deps.onProgress(++progress.done, progress.total);
  for (const { id, number } of issued as RecordOf<'issued'>[]) {
    const pdf = await deps.print?.(id);
    if (pdf !== undefined) await zip.add(documentPath(zip, id, number), new Blob([pdf]));
    step();
  }
  const missingFiles = await addFiles(zip, deps.blobs, files, step);
  const about: ExportManifest = {
    format: 'plumbline-export',
    version: exportVersion,
    madeAt,
    business: records.get('business', 'business')?.name ?? '',
    kinds: [...scope.kinds],
    ...(scope.period && { period: scope.period }),
    files: zip.files,
    missingFiles,
  };
  await zip.add('README.html', readmePage(about));
  await zip.add(manifestPath, `${JSON.stringify(about, null, 2)}\n`);
  await zip.close();
}

/** By its number; two that bear one, which can happen after a merge, are told apart by the id. */
function documentPath({ files }: ExportZip, id: string, number: string): string {
  const path = `documents/${safeFileName(`${number}.pdf`, `${id}.pdf`)}`;
  return files.some((file) => file.path === path) ? `documents/${id}.pdf` : path;
}

function choose(records: RecordReader, { kinds, period }: ExportScope): Chosen {
  return new Map(
    kinds
      .flatMap(exportedCollections)
      .map((name) => [name, [...records.all(name)].filter((record) => isWithin(name, record, period))]),
  );
}

async function addTables(zip: ExportZip, records: RecordReader, chosen: Chosen): Promise<void> {
  for (const { path, of, write } of exportTables) {
    const list = chosen.get(of);
    if (list === undefined || list.length === 0) continue;
    const kept = new Set(list);
    await zip.add(
      path,
      write(records, (record) => kept.has(record)),
    );
  }
}

/** For address books and calendars. */
async function addForPrograms(
  zip: ExportZip,
  records: RecordReader,
  chosen: Chosen,
  now: number,
): Promise<void> {
  const contacts = (chosen.get('contacts') ?? []) as RecordOf<'contacts'>[];
  if (contacts.length > 0) await zip.add('contacts.vcf', vcardFile(contacts));
  const visits = (chosen.get('visits') ?? []) as RecordOf<'visits'>[];
  if (visits.length === 0) return;
  const entries = visits.map(({ id, createdAt, time, jobId }) => {
    const job = records.get('jobs', jobId);
    const site = job?.siteId === undefined ? undefined : records.get('sites', job.siteId);
    return { id, createdAt, time, title: job?.title ?? '', address: site?.address };
  });
  await zip.add('calendar.ics', calendarFile(entries, now));
}

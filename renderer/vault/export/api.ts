import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CollectionName, Compartment } from '#shared/domain/collections.ts';
import type { ExportScope } from '#shared/export/scope.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { recordsOfPerson } from '#shared/rights/person-records.ts';
import { recipientLines } from '#shared/rights/person-report.ts';
import { transfer } from 'comlink';
import type { Blobs } from '../blobs/blobs.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { Guard } from '../guard.ts';
import type { BringInDeps, BringInDone, BringInPreview } from './bring-in.ts';

export type { BringInDone, BringInPreview } from './bring-in.ts';

export interface PersonHeld {
  kinds: { collection: CollectionName; records: number }[];
  recipients: string[];
}

/** What the window adds while an export is made. Each is a function of the window's. */
export interface ExportHelp {
  print: ((issuedId: string) => Promise<Bytes | undefined>) | undefined;
  onProgress: (done: number, total: number) => void;
}

/** Everything out, in a form that is read without Plumbline, and in again. What packs and unpacks loads when it is used. */
export interface ExportApi {
  /**
   * The ZIP, as it is made, of the kinds that this member may read. Whoever cancels the stream ends the work.
   * `print` and `onProgress`: see `ExportDeps`.
   */
  exportData(
    scope: ExportScope,
    print: ExportHelp['print'],
    onProgress: ExportHelp['onProgress'],
  ): Promise<Result<ReadableStream<Uint8Array>>>;
  /** What is held about a person, by collection, and who has received it. */
  personHeld(contactId: string): Promise<Result<PersonHeld>>;
  /** All of it as a ZIP: a report (HTML and PDF), each record as JSON, the files. */
  exportPerson(contactId: string): Promise<Result<ReadableStream<Uint8Array>>>;
  /** What of an export is here, and what would be brought in. Nothing is changed. */
  previewExport(file: Blob): Promise<Result<BringInPreview>>;
  /** Brings in what is not here. `replace`: sets what differs to how the export has it, too. */
  bringInExport(
    file: Blob,
    replace: boolean,
    onProgress: ExportHelp['onProgress'],
  ): Promise<Result<BringInDone>>;
}

interface Parts extends BringInDeps {
  library: Library;
  keyring: Keyring;
  blobs: Blobs;
  loaded: Promise<void>;
}

export function createExportApi(
  { unlocked, writing }: Guard<Parts>,
  /** `mayAct`: see `SecondFactor`. */
  deps: { bridge: Bridge; now(): number; mayAct(): Promise<Result<void>> },
): ExportApi {
  const mayRead = ({ keyring }: Parts, kind: Compartment): boolean => keyring.access[kind] !== undefined;
  return {
    exportData: (scope, print, onProgress) =>
      unlocked(async (parts) => {
        const may = await deps.mayAct();
        if (!may.ok) return may;
        await opened(parts);
        const allowed = { ...scope, kinds: scope.kinds.filter((kind) => mayRead(parts, kind)) };
        const { library: records, blobs } = parts;
        const { writeExport } = await import('./write-export.ts');
        return streamed((to) =>
          writeExport({ records, blobs, print, onProgress, now: deps.now }, allowed, to),
        );
      }),
    personHeld: (contactId) =>
      unlocked(async (parts) => {
        await opened(parts);
        const mine = recordsOfPerson(parts.library, contactId);
        const kinds = [...mine].map(([collection, { length }]) => ({ collection, records: length }));
        return ok({ kinds, recipients: recipientLines(parts.library, mine) });
      }),
    exportPerson: (contactId) =>
      unlocked(async (parts) => {
        const may = await deps.mayAct();
        if (!may.ok) return may;
        await opened(parts);
        const { library: records, blobs } = parts;
        const { writePerson } = await import('./write-person.ts');
        return streamed((to) => writePerson({ records, blobs, ...deps }, contactId, to));
      }),
    previewExport: (file) =>
      unlocked(async (parts) => {
        await opened(parts);
        const { previewExport } = await import('./bring-in.ts');
        return previewExport(parts, file);
      }),
    bringInExport: (file, replace, onProgress) =>
      writing(async (parts) => {
        await opened(parts);
        const { bringIn } = await import('./bring-in.ts');
        return bringIn(parts, { file, replace, onProgress });
      }),
  };
}

/** What is written, as it is read: whoever reads hears of a failure, and who cancels ends the work. */
function streamed(
  write: (to: WritableStream<Uint8Array>) => Promise<void>,
): Result<ReadableStream<Uint8Array>> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  ignore(write(writable).catch((error: unknown) => writable.abort(error).catch(() => undefined)));
  return transfer(ok(readable), [readable]);
}

/** Closed years are part of everything. */
async function opened({ loaded, library }: Parts): Promise<void> {
  await loaded;
  await library.openAll();
}

import { blobsOf } from '#shared/domain/job-file.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { RecordChanges } from '../books/record-changes.ts';

/** Blobs stay as long as a record names them, and go everywhere when a record says so. */
export interface NamedBlobs {
  /** All records are here: what none of them names may go. */
  start(): void;
}

export function createNamedBlobs(deps: {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  blobs: Blobs;
}): NamedBlobs {
  const { records, blobs } = deps;

  deps.changes.on(['attachments'], (ids) => {
    for (const id of ids) {
      const { file, removedBlob } = records.get('attachments', id) ?? {};
      if (file !== undefined) ignore(blobs.keep(file.blob));
      if (removedBlob !== undefined) ignore(blobs.remove(removedBlob));
    }
  });
  deps.changes.on(['jobFiles'], (ids) => {
    for (const id of ids) {
      const file = records.get('jobFiles', id);
      for (const blob of file === undefined ? [] : blobsOf(file)) ignore(blobs.keep(blob));
      for (const blob of file?.removedBlobs ?? []) ignore(blobs.remove(blob));
    }
  });
  deps.changes.on(['bookings'], (ids) => {
    for (const id of ids)
      for (const { blob } of records.get('bookings', id)?.photos ?? []) ignore(blobs.keep(blob));
  });
  for (const name of ['talkClearances', 'workClearances'] as const)
    deps.changes.on([name], (ids) => {
      for (const id of ids) for (const blob of records.get(name, id)?.blobs ?? []) ignore(blobs.remove(blob));
    });

  return {
    start() {
      const attached = [...records.all('attachments')].flatMap(({ file }) => file?.blob ?? []);
      const ofJobs = [...records.all('jobFiles')].flatMap(blobsOf);
      const asked = [...records.all('bookings')].flatMap(({ photos = [] }) => photos.map(({ blob }) => blob));
      ignore(blobs.sweep(new Set([...attached, ...ofJobs, ...asked])));
    },
  };
}

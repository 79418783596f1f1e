import type { RecordReader } from '#shared/records/reader.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Blobs } from '../blobs/blobs.ts';
import type { Guard } from '../guard.ts';
import { attachFile, attachToJob, readFile, readStored, type StoredJobFile } from './files.ts';

/** How much room files take on this device. */
export interface FileUsage {
  /** Ciphertext. */
  bytes: number;
  files: number;
  /** Files that the relay does not have yet. */
  waiting: number;
  /** Files that the relay does not take. */
  refused: number;
}

/** Files of messages, as the window asks for them. */
export interface MediaApi {
  /** Encrypts a file that the owner chose and stores it on this device, to be sent by `message.sendFile`. */
  attach(file: Blob, name: string): Promise<Result<StoredFile>>;
  /**
   * The file of an attachment, decrypted, from this device or from the relay. Its type is one of a few that a
   * window may show, and otherwise says nothing: what a sender claims is not believed.
   */
  file(attachmentId: string): Promise<Result<Blob>>;
  /** Encrypts a photo or file for a job and stores it on this device, to be named by `job.addFiles`. */
  attachToJob(file: File): Promise<Result<StoredJobFile>>;
  /** The same as `file`, of a job’s file: itself, or its small picture. */
  jobFile(id: string, part: 'file' | 'preview'): Promise<Result<Blob>>;
  /** The same, of a photo that came with a request from the public page. */
  bookingPhoto(id: string, index: number): Promise<Result<Blob>>;
  fileUsage(): Promise<FileUsage>;
}

interface Parts {
  library: RecordReader;
  blobs: Blobs;
}

export function createMediaApi({ open, unlocked }: Guard<Parts>): MediaApi {
  return {
    attach: (file, name) => unlocked(({ blobs }) => attachFile(blobs, file, name)),
    file: (id) => unlocked(({ library, blobs }) => readFile({ blobs, records: library }, id)),
    attachToJob: (file) => unlocked(({ blobs }) => attachToJob(blobs, file, file.name)),
    jobFile: (id, part) =>
      unlocked(({ library, blobs }) => {
        const known = library.get('jobFiles', id);
        return readStored(blobs, part === 'preview' ? (known?.preview ?? known?.file) : known?.file);
      }),
    bookingPhoto: (id, index) =>
      unlocked(({ library, blobs }) => readStored(blobs, library.get('bookings', id)?.photos?.[index])),
    fileUsage: async () => (await open()?.blobs.usage()) ?? { bytes: 0, files: 0, waiting: 0, refused: 0 },
  };
}

import { z } from 'zod';
import { storedFileSchema } from './attachment.ts';
import { idSchema, momentSchema } from './common.ts';

/** What a photo shows: the work as it was found, or as it was left. */
export const jobFileLabels = ['before', 'after', 'other'] as const;
export type JobFileLabel = (typeof jobFileLabels)[number];

/** How many files are added at once, and how many a job has. */
export const mostFilesAtOnce = 50;
export const mostJobFiles = 500;

/** The largest file that is kept at a job, in bytes. */
export const largestJobFile = 100 * 1024 * 1024;

/** A photo or another file that was added at a job or at one of its visits. */
export const jobFileSchema = z.looseObject({
  id: idSchema,
  jobId: idSchema,
  /** The visit at which it was added; none for the job as a whole. */
  visitId: idSchema.optional(),
  /** Names the book: that of the visit, or of the job. It never changes. */
  filedAt: momentSchema,
  addedAt: momentSchema,
  memberId: idSchema,
  label: z.enum(jobFileLabels),
  note: z.string().max(300).optional(),
  file: storedFileSchema.optional(),
  /** Of a picture: a small one, for lists. */
  preview: storedFileSchema.optional(),
  /** Since when it is taken away. It can come back until its blobs go. */
  removedAt: momentSchema.optional(),
  /** Blobs that are to be deleted wherever they lie. */
  removedBlobs: z.array(z.string().max(64)).max(2).optional(),
});
export type JobFile = z.infer<typeof jobFileSchema>;

/** Files in the order in which they were added, without those that were taken away. */
export function shownFiles(files: readonly JobFile[]): JobFile[] {
  return files
    .filter(({ removedAt, file }) => removedAt === undefined && file !== undefined)
    .toSorted((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1));
}

/** The blobs of a file. */
export function blobsOf({ file, preview }: Pick<JobFile, 'file' | 'preview'>): string[] {
  return [file, preview].flatMap((stored) => stored?.blob ?? []);
}

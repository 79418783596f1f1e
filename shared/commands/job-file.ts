import { z } from 'zod';
import { storedFileSchema } from '#shared/domain/attachment.ts';
import { binMilliseconds } from '#shared/domain/bin.ts';
import { idSchema } from '#shared/domain/common.ts';
import {
  blobsOf,
  type JobFile,
  jobFileLabels,
  jobFileSchema,
  mostFilesAtOnce,
  mostJobFiles,
  shownFiles,
} from '#shared/domain/job-file.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { findJob } from './job-find.ts';

const addFiles = defineCommand({
  name: 'job.addFiles',
  title: 'Add files to job',
  args: z.object({
    id: idSchema,
    visitId: idSchema.optional(),
    label: z.enum(jobFileLabels),
    /** As the vault has stored them. */
    files: z
      .array(z.object({ file: storedFileSchema, preview: storedFileSchema.optional() }))
      .min(1)
      .max(mostFilesAtOnce),
  }),
  undoable: true,
  run(draft, { id, visitId, label, files }, { newId, now, memberId }) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    const visit = visitId === undefined ? undefined : draft.get('visits', visitId);
    if (visitId !== undefined && visit?.jobId !== id)
      return problem('job.visit-missing', 'This visit is no longer on the calendar.');
    const count = shownFiles(draft.by('jobFiles', 'jobId', id)).length + files.length;
    if (count > mostJobFiles)
      return problem(
        'job.files-many',
        `A job has ${mostJobFiles} files at most; this one would have ${count}. Nothing was added.`,
        'Remove some that nobody needs.',
      );
    const place = { jobId: id, filedAt: visit?.plannedFor ?? found.value.createdAt };
    // In the order in which they were chosen.
    for (const [at, stored] of files.entries())
      draft.create('jobFiles', {
        id: newId(),
        ...place,
        ...(visitId !== undefined && { visitId }),
        addedAt: now + at,
        memberId,
        label,
        ...stored,
      });
    return ok({ id });
  },
});

const describeFile = defineCommand({
  name: 'job.describeFile',
  title: 'Change what a file shows',
  args: z.object({
    fileId: idSchema,
    label: z.enum(jobFileLabels).optional(),
    /** The empty text takes it away. */
    note: jobFileSchema.shape.note,
  }),
  undoable: true,
  run(draft, { fileId, label, note }) {
    const found = findFile(draft, fileId);
    if (!found.ok) return found;
    if (label !== undefined) draft.patch('jobFiles', fileId, { label });
    if (note?.trim() === '') draft.unset('jobFiles', fileId, 'note');
    else if (note !== undefined) draft.patch('jobFiles', fileId, { note: note.trim() });
    return ok({ id: found.value.jobId });
  },
});

const removeFile = defineCommand({
  name: 'job.removeFile',
  title: 'Remove file from job',
  args: z.object({ fileId: idSchema }),
  undoable: true,
  run(draft, { fileId }, { now }) {
    const found = findFile(draft, fileId);
    if (!found.ok) return found;
    const { jobId } = found.value;
    if (draft.by('jobEvents', 'jobId', jobId).some(({ report }) => report?.fileId === fileId))
      return problem('job.file-sent', 'This is a report as it was sent: it stays with the job.');
    draft.patch('jobFiles', fileId, { removedAt: now });
    return ok({ id: jobId });
  },
});

function findFile(records: RecordReader, id: string): Result<JobFile> {
  const file = records.get('jobFiles', id);
  return file === undefined || file.removedAt !== undefined
    ? problem('job.file-gone', 'This file was removed already.')
    : ok(file);
}

/** The files that were taken away so long ago that their content goes for good. */
export function filesToForget(records: RecordReader, now: number): JobFile[] {
  return [...records.all('jobFiles')].filter(
    ({ removedAt, removedBlobs }) =>
      removedBlobs === undefined && removedAt !== undefined && removedAt + binMilliseconds <= now,
  );
}

/** The content of a file goes for good: wherever its blobs lie, they are to be deleted. */
export function forgetJobFile(draft: RecordWriter, file: JobFile, now: number): void {
  draft.patch('jobFiles', file.id, { removedAt: file.removedAt ?? now, removedBlobs: blobsOf(file) });
  draft.unset('jobFiles', file.id, 'file', 'preview', 'note');
}

export const jobFileCommands = [addFiles, describeFile, removeFile] as const;

import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import type { Json } from '#shared/lib/json.ts';
import { idSchema } from './common.ts';
import type { JobEvent } from './job-event.ts';
import type { JobFile } from './job-file.ts';
import type { ReportContent } from './report-content.ts';

/** A report as it was sent: the document is kept at the job, and what was written of it here never changes. */
export const sentReportSchema = z.looseObject({
  version: z.int().min(1).max(10_000),
  /** A hash of what it says (`reportDigest`): whether the job says something else by now. */
  says: z.string().max(64),
  /** The document, among the job's files, and the SHA-256 of it. */
  fileId: idSchema,
  sha256: z.string().max(64),
  /** The file itself, or a template that tells of it, because no file could go. */
  by: z.enum(['file', 'template']),
});
export type SentReport = z.infer<typeof sentReportSchema>;

/** What was sent of a job's reports, the last one last. */
export function sentReports(events: readonly JobEvent[]): (JobEvent & { report: SentReport })[] {
  return events.flatMap((event) =>
    event.kind === 'reported' && event.report !== undefined ? [{ ...event, report: event.report }] : [],
  );
}

/** Which version a report is that says this: the last one where it says the same, else the next. */
export function versionOf(sent: readonly { report: SentReport }[], says: string): number {
  const last = sent.at(-1)?.report;
  const most = sent.reduce((highest, { report }) => Math.max(highest, report.version), 0);
  return last?.says === says ? last.version : most + 1;
}

/** A hash of what a report says: all but the day on which somebody looks at it, its version, and how photos are drawn. */
export function reportDigest(
  { day: _day, version: _version, photos: _photos, ...content }: ReportContent,
  photos: readonly Pick<JobFile, 'label' | 'file'>[],
): string {
  const shown = photos.map(({ label, file }) => [label, file?.sha256 ?? '']);
  return contentId(JSON.parse(JSON.stringify([content, shown])) as Json);
}

/** Whether the document that is kept is the one that was sent. */
export function isAsSent({ sha256 }: SentReport, file: JobFile | undefined): boolean {
  return file?.file?.sha256 === sha256;
}

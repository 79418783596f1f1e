import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import type { Json } from '#shared/lib/json.ts';
import { idSchema } from './common.ts';
import type { JobEvent } from './job-event.ts';
import type { JobFile } from './job-file.ts';
import type { ReportContent } from './report-content.ts';

/** Which of a job's reports one is, by what was sent; the first has no number on it. */
export const versionSchema = z.int().min(1).max(10_000);

/** A report as it was sent: the document is kept at the job, and what was written of it here never changes. */
export const sentReportSchema = z.looseObject({
  version: versionSchema,
  /** A hash of what it says (`reportDigest`): whether the job says something else by now. */
  says: z.string().max(64),
  /** The document, among the job's files, and the SHA-256 of it. */
  fileId: idSchema,
  sha256: z.string().max(64),
  /** The file itself, in a conversation or by e-mail, or a template that tells of it, because no file could go. */
  by: z.enum(['file', 'mail', 'template']),
});
export type SentReport = z.infer<typeof sentReportSchema>;

/** That a report was sent. `version` is the number that it goes by, `report.version` the one it went out with. */
export interface ReportEvent extends JobEvent {
  report: SentReport;
  version: number;
}

/** What was sent of a job's reports, the last one last. */
export function sentReports(events: readonly JobEvent[]): ReportEvent[] {
  const sent = events.flatMap(({ report, ...event }): ReportEvent[] =>
    event.kind === 'reported' && report !== undefined ? [{ ...event, report, version: report.version }] : [],
  );
  const renumbered = events.filter(({ kind }) => kind === 'renumbered');
  for (const { eventId, version = 1 } of renumbered.toSorted((a, b) => (a.version ?? 1) - (b.version ?? 1))) {
    const named = sent.find(({ id }) => id === eventId);
    if (named !== undefined && named.version < version)
      for (const each of sent.filter(isSameAs({ ...named }))) each.version = version;
  }
  return sent;
}

/** What goes by one number and says the same is one document, as often as it was sent. */
function isSameAs({ version, report }: ReportEvent): (other: ReportEvent) => boolean {
  return (other) => other.version === version && other.report.says === report.says;
}

/** Which version a report is that says this: the last one where it says the same, else the next. */
export function versionOf(sent: readonly ReportEvent[], says: string): number {
  return lastThatSays(sent, says)?.version ?? highestVersion(sent) + 1;
}

/** What was sent with the highest number and says this. */
export function lastThatSays(sent: readonly ReportEvent[], says: string): ReportEvent | undefined {
  const highest = highestVersion(sent);
  return sent.find(({ version, report }) => version === highest && report.says === says);
}

/** The number with which a report went out, where it goes by another now. */
export function sentAs(sent: ReportEvent | undefined): number | undefined {
  return sent === undefined || sent.report.version === sent.version ? undefined : sent.report.version;
}

/** The highest number that a report of the job goes by; 0 where none was sent. */
export function highestVersion(sent: readonly ReportEvent[]): number {
  return sent.reduce((highest, { version }) => Math.max(highest, version), 0);
}

/** A hash of what a report says: all but the day on which somebody looks at it, its numbers, and how photos are drawn. */
export function reportDigest(
  { day: _day, version: _version, sentAs: _sentAs, photos: _photos, ...content }: ReportContent,
  photos: readonly Pick<JobFile, 'label' | 'file'>[],
): string {
  const shown = photos.map(({ label, file }) => [label, file?.sha256 ?? '']);
  return contentId(JSON.parse(JSON.stringify([content, shown])) as Json);
}

/** Whether the document that is kept is the one that was sent. */
export function isAsSent({ sha256 }: SentReport, file: JobFile | undefined): boolean {
  return file?.file?.sha256 === sha256;
}

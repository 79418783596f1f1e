import { standingEvents } from '#shared/domain/job-event.ts';
import { findingId, type Side } from '#shared/domain/finding.ts';
import { type ReportEvent, sentReports } from '#shared/domain/sent-report.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type Finding, finding, type Invariant } from './invariant.ts';

/** A version names one report of a job. Two devices that had not met can send two under one number. */
export const oneReportAVersion: Invariant = {
  watches: ['jobEvents'],
  subjectsOf: (_, { kind, jobId }) =>
    typeof jobId === 'string' && (kind === 'reported' || kind === 'renumbered') ? [jobId] : [],
  find(jobId, records) {
    const sent = sentReports(standingEvents(records.by('jobEvents', 'jobId', jobId)));
    const byVersion = Map.groupBy(sent, ({ version }) => version);
    return [...byVersion.values()].flatMap((reports) => eachPair(reports, records));
  },
};

/** The first report of a version with each that says something else. */
function eachPair(reports: ReportEvent[], records: RecordReader): Finding[] {
  const bySays = Map.groupBy(reports, ({ report }) => report.says);
  const [first, ...others] = Array.from(bySays.values(), ([earliest]) => earliest!);
  return others.flatMap((other) => ofReports([first!, other], records));
}

function ofReports(reports: ReportEvent[], records: RecordReader): Finding[] {
  const kind = 'versionTwice';
  const sides = reports.map(({ id }): Side => ({ collection: 'jobEvents', id }));
  const id = findingId(kind, sides);
  return finding(records, {
    kind,
    sides,
    decides: 'work',
    settlements: [
      ...sides.map((side) => ({
        command: 'finding.renumberReport' as const,
        args: { finding: id, eventId: side.id },
        side,
      })),
      { command: 'finding.keep', args: { finding: id, kind } },
    ],
  });
}

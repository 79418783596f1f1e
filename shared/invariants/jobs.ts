import { progressOf } from '#shared/domain/job-progress.ts';
import { finding, type Invariant } from './invariant.ts';

/** A job was done, or it was cancelled. Two devices that had not met can say both. */
export const doneOrCancelled: Invariant = {
  watches: ['jobs', 'visits', 'jobEvents'],
  subjectsOf(collection, record) {
    if (collection === 'jobs') return [record.id];
    return typeof record['jobId'] === 'string' ? [record['jobId']] : [];
  },
  find(id, records) {
    const events = records.by('jobEvents', 'jobId', id);
    if (!events.some(({ kind }) => kind === 'cancelled')) return [];
    const visitIds = records.by('visits', 'jobId', id).map((visit) => visit.id);
    const { contradiction } = progressOf({ visitIds, events, isInvoiced: () => false });
    if (contradiction === undefined) return [];
    const { done, cancelled } = contradiction;
    return finding(records, {
      kind: 'doneAndCancelled',
      sides: [{ collection: 'jobs', id }, ...[...done, ...cancelled].map(sideOf)],
      decides: 'work',
      settlements: [
        { command: 'finding.takeBack', args: { id, eventIds: [...cancelled] } },
        { command: 'finding.cancelJob', args: { id, despite: [...done] } },
      ],
    });
  },
};

function sideOf(id: string) {
  return { collection: 'jobEvents', id } as const;
}

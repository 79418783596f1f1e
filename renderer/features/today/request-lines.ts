import { openRequests } from '#shared/records/visit-answers.ts';
import type { Line } from './line.ts';
import type { TodaySources } from './sources.ts';

/** Customers who ask by a button of a reminder to move or to cancel their visit. At `at` it would take place. */
export function requestLines({ records, viewer }: TodaySources): Line[] {
  if (viewer.right('work') !== 'write' || viewer.right('talk') === 'none') return [];
  return openRequests(records).flatMap(({ reminder, answer }): Line[] => {
    const { id, jobId, contactId, start } = reminder;
    if (answer === 'confirm') return [];
    return [{ kind: 'request', id: `request ${id}`, isLate: false, at: start, jobId, contactId, answer }];
  });
}

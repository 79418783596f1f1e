import { answerOf, type Reminder } from '#shared/domain/reminder.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import { readJob } from './jobs.ts';
import type { RecordReader } from './reader.ts';

/** What a customer has answered to a reminder of a visit. */
export interface VisitAnswer {
  reminder: Reminder;
  answer: 'confirm' | 'move' | 'cancel';
}

/** The newest answer about a visit as it is planned now, among what was sent for it: one that was moved since is asked anew. */
export function answerAbout(reminders: Iterable<Reminder>, start: number): VisitAnswer | undefined {
  return Array.from(reminders)
    .filter((reminder) => reminder.start === start)
    .toSorted((a, b) => answeredAt(b) - answeredAt(a))
    .flatMap((reminder) => visitAnswer(reminder) ?? [])[0];
}

/** What customers ask for and nobody has looked at: their visits stand as they were. */
export function openRequests(records: RecordReader): VisitAnswer[] {
  return Array.from(records.all('reminders')).flatMap((reminder) => {
    const asked = visitAnswer(reminder);
    if (asked === undefined || asked.answer === 'confirm' || reminder.settledAt !== undefined) return [];
    const job = readJob(records, reminder.jobId);
    const isMeant =
      job !== undefined && isOpenJob(job) && job.visits[reminder.visitId]?.start === reminder.start;
    return isMeant ? [asked] : [];
  });
}

function visitAnswer(reminder: Reminder): VisitAnswer | undefined {
  const answer = answerOf(reminder);
  return answer === 'confirm' || answer === 'move' || answer === 'cancel' ? { reminder, answer } : undefined;
}

function answeredAt({ answers = {} }: Reminder): number {
  return Math.max(0, ...Object.values(answers).map(({ at }) => at));
}

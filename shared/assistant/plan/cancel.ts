import type { Contact } from '#shared/domain/contact.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import { allJobs } from '#shared/records/jobs.ts';
import { hasWord, splitAt, textOf, type Unread, unreadOf, withoutNames, withoutWords } from '../accounted.ts';
import { lineOf } from '../answers.ts';
import { jobFinding } from '../read-tools.ts';
import { findWhen, type When } from '../when.ts';
import type { Wish } from '../wishes.ts';
import { ownerWords } from '../words/words.ts';
import { asksWhich, called, isThen, lineOfVisit, visitsAhead } from './choosing.ts';
import { call, type Plan, type Planning, proposes, says, withNamed } from './planning.ts';

/** What of a cancellation is known when the customer is. */
interface Asked {
  contact: Contact | undefined;
  when: When;
  /** What may be a part of the job's title. */
  title: string;
  reason: string | undefined;
  planning: Planning;
}

/** Takes a visit off the calendar, or ends a job: the one that customer, day and title name; of several, which is asked. */
export function cancel(wish: Wish, planning: Planning): Plan {
  const words = ownerWords[wish.language];
  const { before = wish.words, after: reason } = splitAt(wish.words, words.because, words) ?? {};
  const when = findWhen(before, planning.business, planning.now);
  // “Friday” on a Friday: what is on the calendar may tell which.
  if (when.isUnclear && (when.days ?? []).length === 0) return says(planning, 'askTime');
  const unread = unreadOf({ ...wish, words: when.rest });
  const isOfJob = hasWord(unread, words.things.job) && !hasWord(unread, words.things.visit);
  const left = withoutWords(unread, isOfJob ? words.things.job : words.things.visit);
  return withNamed(planning, textOf(left), (contact) => {
    const asked = { contact, when, title: titleOf(left, contact), reason, planning };
    return isOfJob ? cancelJob(asked) : cancelVisit(asked);
  });
}

function titleOf(unread: Unread, contact: Contact | undefined): string {
  return textOf(contact === undefined ? unread : withoutNames(unread, [contact]));
}

function cancelVisit({ contact, when, title, reason, planning }: Asked): Plan {
  const ahead = visitsAhead(planning, contact?.id);
  const then = called(ahead, title)?.filter((each) => isThen(each, when, planning));
  if (then === undefined) return says(planning, 'notThat', { words: title });
  const [only, ...others] = then;
  if (only === undefined)
    return says(planning, contact !== undefined && ahead.length === 0 ? 'noVisit' : 'noSuchVisit');
  const lines = then.map((each) => lineOfVisit(each, planning));
  if (others.length > 0) return asksWhich(planning, 'whichVisit', lines);
  const place = { id: only.job.id, visitId: only.visit.id };
  const made = reason ? call('job.cancelVisit', { ...place, reason }) : call('job.removeVisit', place);
  return { ...proposes(planning, [made]), lines };
}

function cancelJob({ contact, title, reason, planning }: Asked): Plan {
  const { records, now, chosen, language } = planning;
  const open = allJobs(records)
    .filter((job) => isOpenJob(job) && (contact === undefined || job.contactId === contact.id))
    .map((job) => ({ job }));
  const named = called(open, title);
  if (open.length === 0) return says(planning, 'noOpenJob');
  if (named === undefined) return says(planning, 'notThat', { words: title });
  const meant = named.filter(({ job }) => job.id === chosen);
  const [only, ...others] = meant.length > 0 ? meant : named;
  const lines = named.map(({ job }) => ({
    ...lineOf(jobFinding(job, records, now), planning, language),
    choice: job.id,
  }));
  if (others.length > 0) return asksWhich(planning, 'whichJob', lines);
  if (!reason) return says(planning, 'askReason');
  return { ...proposes(planning, [call('job.cancel', { id: only!.job.id, reason })]), lines };
}

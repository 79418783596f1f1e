import { matchServices } from '#shared/agent/basic/services.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { dayOf } from '#shared/domain/day.ts';
import { itemOf, type Job } from '#shared/domain/job.ts';
import { isOpenJob, nextVisit } from '#shared/domain/job-states.ts';
import { allJobs } from '#shared/records/jobs.ts';
import { matchWords } from '../find.ts';
import { findJobs, visitsOn } from '../read-tools.ts';
import { say } from '../sentences.ts';
import { subjectOf } from '../subject.ts';
import type { When } from '../when.ts';
import { asksWhich, called, lineOfVisit, visitsAhead } from './choosing.ts';
import {
  call,
  capital,
  found,
  linesOf,
  type Plan,
  type Planning,
  proposes,
  says,
  startOf,
} from './planning.ts';

/** A visit of the job that waits for one, or else of a new job. */
export function schedule(contact: Contact, when: When, planning: Planning): Plan {
  const { records, language } = planning;
  const start = startOf(when, planning);
  if (start === undefined) return says(planning, 'askTime');
  const subject = subjectOf(when.rest, contact);
  const services = findingServices(planning, subject);
  const service = services.length === 1 ? services[0] : undefined;
  const end = start + (service?.durationMinutes ?? 60) * 60_000;
  const waiting = allJobs(records).filter(
    (job) => job.contactId === contact.id && isOpenJob(job) && nextVisit(job, planning.now) === undefined,
  );
  const meant = waiting.filter((job) => isAbout(job, subject));
  const isKnown = service !== undefined && matchWords(subject, [service.name]) !== undefined;
  if (isDayOpen(when, subject, isKnown || meant.length === 1)) return says(planning, 'askTime');
  if (meant.length === 1) {
    return withOverlap(
      proposes(planning, [call('job.schedule', { id: meant[0]!.id, start, end })]),
      start,
      end,
      planning,
    );
  }
  const title = subject === '' ? say('visitTitle', language) : capital(subject);
  const items = service && [itemOf(service)];
  const made = call('job.create', {
    contactId: contact.id,
    title,
    visit: { start, end },
    ...(items && { items }),
  });
  return withOverlap(proposes(planning, [made]), start, end, planning);
}

/** A visit that is ahead, to another time; of several it is asked which. */
export function move(contact: Contact, when: When, planning: Planning): Plan {
  const ahead = visitsAhead(planning, contact.id);
  if (ahead.length === 0) return says(planning, 'noVisit');
  const start = startOf(when, planning);
  const subject = subjectOf(when.rest, contact);
  const meant = called(ahead, subject);
  if (start === undefined || isDayOpen(when, subject, meant !== undefined)) return says(planning, 'askTime');
  const [next, ...others] = meant ?? ahead;
  if (next === undefined || others.length > 0)
    return asksWhich(
      planning,
      'whichVisit',
      (meant ?? ahead).map((each) => lineOfVisit(each, planning)),
    );
  const end = start + (next.visit.end - next.visit.start);
  const { id: visitId } = next.visit;
  const plan = proposes(planning, [call('job.reschedule', { id: next.job.id, visitId, start, end })]);
  return withOverlap(plan, start, end, planning, visitId);
}

/** The job that is meant; asks where it may be several. */
export function complete(contact: Contact, words: string, planning: Planning): Plan {
  const open = allJobs(planning.records).filter((job) => job.contactId === contact.id && isOpenJob(job));
  const subject = subjectOf(words, contact);
  const meant = open.length === 1 ? open : open.filter((job) => subject !== '' && isAbout(job, subject));
  if (open.length === 0) return says(planning, 'noOpenJob');
  if (meant.length === 1) return proposes(planning, [call('job.complete', { id: meant[0]!.id })]);
  return found(planning, findJobs(planning, { contactId: contact.id, state: 'open' }), 'noOpenJob');
}

function findingServices(planning: Planning, subject: string) {
  const current = [...planning.records.all('services')].filter(({ archivedAt }) => archivedAt === undefined);
  return subject === '' ? [] : matchServices(subject, current);
}

/** Today is meant where no day is named; a word that nobody knows may be one: “on Blursday”. */
function isDayOpen({ day }: When, subject: string, isKnown: boolean): boolean {
  return day === undefined && subject !== '' && !isKnown;
}

function isAbout(job: Job, subject: string): boolean {
  return subject === '' || matchWords(subject, [job.title]) !== undefined;
}

function withOverlap(plan: Plan, start: number, end: number, planning: Planning, except?: string): Plan {
  const { business, language } = planning;
  const other = visitsOn(planning, { day: dayOf(start, business.timeZone) }).find(
    (visit) => visit.visitId !== except && visit.start < end && visit.end > start,
  );
  if (other === undefined) return plan;
  const time = new Intl.DateTimeFormat(business.locale, {
    timeZone: business.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(other.start);
  return {
    ...plan,
    text: `${plan.text} ${say('overlaps', language, { time })}`,
    lines: linesOf([other], planning),
  };
}

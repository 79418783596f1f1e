import { isInBin } from '#shared/domain/bin.ts';
import { placeOf } from '#shared/domain/ics-file.ts';
import type { GoogleLink } from '#shared/domain/google.ts';
import { type GoogleEventState, googleEventStateId, type GoogleWords } from '#shared/domain/google-event.ts';
import { type JobWords, wordsOfJob } from '#shared/records/published-feed.ts';
import { readJob } from '#shared/records/jobs.ts';
import { isKeptOnly } from '#shared/records/right-to-send.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { staffFrom, staffIdsOf } from '#shared/domain/staff.ts';
import type { Ours } from './merge.ts';

const day = 86_400_000;
/** What is made at Google: from yesterday on, so far ahead. What is over for so long is left alone there. */
const [fromYesterday, ahead, over] = [day, 180 * day, 30 * day];

/** What an event of ours stands for, and how far it has come. */
export type Subject = Pick<GoogleEventState, 'of' | 'subjectId' | 'plannedFor'>;

/** Everything of one person that is to stand at Google now. */
export function wantedSubjects(records: RecordReader, link: GoogleLink, now: number): Subject[] {
  const whose = whoseIs(records, link);
  const isDue = ({ start, end }: { start: number; end: number }): boolean =>
    end > now - fromYesterday && start < now + ahead;
  const visits = [...records.all('visits')].filter(
    ({ time, assignees }) => isDue(time) && whose.visit(Object.keys(assignees ?? {})),
  );
  const blocks = [...records.all('timeBlocks')].filter(
    ({ time, staffId }) => isDue(time) && whose.block(staffId),
  );
  return [
    ...visits.map(({ id, plannedFor }): Subject => ({ of: 'visits', subjectId: id, plannedFor })),
    ...blocks.map(({ id, plannedFor }): Subject => ({ of: 'timeBlocks', subjectId: id, plannedFor })),
  ];
}

/** How one subject is to stand at Google. */
export function oursOf(records: RecordReader, link: GoogleLink, subject: Subject, now: number): Ours {
  const found = subject.of === 'visits' ? visitAt(records, link, subject) : blockAt(records, link, subject);
  if (typeof found === 'string') return found;
  const { start, end } = found.time;
  // Google is not asked for what is over: that it is not in the answer says nothing.
  if (end < now - over) return 'unknown';
  return { ...found, isDue: end > now - fromYesterday && start < now + ahead };
}

/** The state of a subject's event before anything was done about it. */
export function newState(link: GoogleLink, calendarId: string, subject: Subject): GoogleEventState {
  const id = googleEventStateId(link.id, subject.subjectId);
  return { id, linkId: link.id, calendarId, ...subject, generation: 0 };
}

type Found = Omit<Exclude<Ours, string>, 'isDue'> | 'gone' | 'unknown';

function visitAt(records: RecordReader, link: GoogleLink, { subjectId }: Subject): Found {
  const visit = records.get('visits', subjectId);
  if (visit === undefined) return 'gone';
  const job = readJob(records, visit.jobId);
  // Its year is closed here.
  if (job === undefined) return 'unknown';
  const isOff = isInBin(job) || job.state === 'cancelled' || job.visits[subjectId] === undefined;
  if (isOff || !whoseIs(records, link).visit(Object.keys(visit.assignees ?? {}))) return 'gone';
  const contact = records.get('contacts', job.contactId);
  // Of whose data nothing may leave, an event says that somebody is busy.
  const isSilent =
    contact === undefined || contact.staysOnDevice === true || isKeptOnly(records, job.contactId);
  const fields = isSilent ? {} : (link.fields ?? {});
  const words = { busy: link.words?.busy ?? '' };
  return { time: visit.time, words: asWords(wordsOfJob(records, { fields, words }, job)) };
}

function blockAt(records: RecordReader, link: GoogleLink, { subjectId }: Subject): Found {
  const block = records.get('timeBlocks', subjectId);
  if (block === undefined || !whoseIs(records, link).block(block.staffId)) return 'gone';
  const { blocked = '', closed = blocked } = link.words ?? {};
  const usual = block.kind === 'closed' ? closed : blocked;
  const title = link.fields?.['title'] === true ? block.title : undefined;
  return { time: block.time, words: asWords({ title: title || usual, address: undefined }) };
}

function asWords({ title, address, description }: JobWords): GoogleWords {
  return { summary: title, location: placeOf(address), description: description ?? '' };
}

/** Whose a visit is to whom nobody was sent: of who works alone. */
function whoseIs(records: RecordReader, { staffId }: GoogleLink) {
  const ids = staffIdsOf(staffId, records.all('staff'));
  const people = staffFrom(records.all('staff'), records.all('members')).filter(
    ({ kind, isArchived, name }) => kind === 'person' && !isArchived && name !== '',
  );
  const isAlone = people.length <= 1;
  return {
    visit: (going: readonly string[]) => (going.length === 0 ? isAlone : going.some((id) => ids.has(id))),
    block: (whose: string | undefined) => whose === undefined || ids.has(whose),
  };
}

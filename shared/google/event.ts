import { addDays, dayOf } from '#shared/domain/day.ts';
import type { GoogleEvent, GoogleEventState, GoogleWhen, GoogleWords } from '#shared/domain/google-event.ts';
import { boundsOf } from '#shared/domain/local-time.ts';
import type { VisitTime } from '#shared/domain/visit.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { contentId } from '#shared/lib/hash.ts';

/** When something is, in Google's terms: `end` is the first day or moment that it does not take any more. */
interface EventTime {
  start: GoogleWhen;
  end: GoogleWhen;
}

export const wordFields = ['summary', 'location', 'description'] as const;

/** Whole days, or moments to the second: Google keeps no more. */
export function eventTime({ start, end, zone, anyTime }: VisitTime): EventTime {
  if (anyTime) return { start: { day: dayOf(start, zone) }, end: { day: addDays(dayOf(end - 1, zone), 1) } };
  return { start: { at: toSecond(start), zone }, end: { at: toSecond(end), zone } };
}

/** The same as a time of ours, whole days in a time zone. */
export function timeOfEvent(
  { start, end }: EventTime,
  zone: string,
): Pick<VisitTime, 'start' | 'end' | 'anyTime'> | undefined {
  if ('day' in start && 'day' in end) {
    const [from, to] = [boundsOf(start.day, zone).start, boundsOf(end.day, zone).start];
    return to > from ? { start: from, end: to, anyTime: true } : undefined;
  }
  if ('at' in start && 'at' in end && end.at > start.at) return { start: start.at, end: end.at };
  return undefined;
}

/** A time by what it is: two that look the same at Google have the same. */
export function timeKey({ start, end }: EventTime): string {
  return `${whenKey(start)}/${whenKey(end)}`;
}

function whenKey(when: GoogleWhen): string {
  return 'day' in when ? when.day : String(Math.floor(when.at / 1000));
}

function toSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

/** How an event was when we wrote it last: the base from which both sides have gone on. */
export interface Pushed {
  key: string;
  words: Record<(typeof wordFields)[number], string>;
}

/** What we put into an event that only Plumbline reads: whose it is, what of, and how we have written it last. */
export function marksOf(
  { linkId, subjectId }: Pick<GoogleEventState, 'linkId' | 'subjectId'>,
  pushed: Pushed,
): Record<string, string> {
  const words = wordFields.map((field) => pushed.words[field]);
  return { plumbline: linkId, subject: subjectId, pushed: [pushed.key, ...words].join('|') };
}

export function pushedIn({ marks }: Pick<GoogleEvent, 'marks'>): Pushed {
  const [key = '', summary = '', location = '', description = ''] = (marks['pushed'] ?? '').split('|');
  return { key, words: { summary, location, description } };
}

/** Words by a mark that tells whether they are the same, and nothing of them. */
export function wordMarks(words: GoogleWords): Pushed['words'] {
  const mark = (text: string): string => contentId(['word', text]).slice(0, 12);
  return {
    summary: mark(words.summary),
    location: mark(words.location),
    description: mark(words.description),
  };
}

/** An event's id follows from what it stands for, so that two devices and two tries make one event. */
export function eventId({
  linkId,
  subjectId,
  generation,
}: Pick<GoogleEventState, 'linkId' | 'subjectId' | 'generation'>): string {
  const bytes = fromBase64Url(contentId(['google-event-id', linkId, subjectId, generation]));
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  // Google takes the digits of base 32 up to `v`.
  return `pl${BigInt(`0x${digits}`).toString(32).padStart(26, '0')}`;
}

/** Whether an event is one of ours: its id and its marks say so both. A copy that somebody has made has another id. */
export function isOurEvent(event: GoogleEvent, state: GoogleEventState): boolean {
  return event.id === eventId(state) && event.marks['plumbline'] === state.linkId;
}

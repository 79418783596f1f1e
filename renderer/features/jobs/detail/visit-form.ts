import { dayOf } from '#shared/domain/day.ts';
import { boundsOf, momentOf, timeOf } from '#shared/domain/local-time.ts';
import type { VisitRecord } from '#shared/domain/visit.ts';

/** A visit as its dialog asks for it, in the wall time of the business. */
export type VisitValues = {
  day: string;
  time: string;
  minutes: string;
  isAnyTime: boolean;
  staffIds: string[];
  /** Between which times somebody was promised to come; both or none. */
  promisedFrom: string;
  promisedTo: string;
  notes: string;
};

interface Span {
  start: number;
  end: number;
  anyTime?: true;
}

const minute = 60_000;

/** What the dialog begins with: a visit as it is, or a proposal for a new one. */
export function valuesOf(
  visit: VisitRecord | undefined,
  proposal: { start: number; minutes: number },
  timeZone: string,
): VisitValues {
  const { time, window, assignees, notes = '' } = visit ?? {};
  const isAnyTime = time?.anyTime === true;
  const start = time === undefined || isAnyTime ? proposal.start : time.start;
  const length = time === undefined || isAnyTime ? proposal.minutes : (time.end - time.start) / minute;
  return {
    day: dayOf(time?.start ?? start, timeZone),
    time: timeOf(start, timeZone),
    minutes: String(Math.round(length)),
    isAnyTime,
    staffIds: Object.keys(assignees ?? {}),
    promisedFrom: window === undefined ? '' : timeOf(window.start, timeZone),
    promisedTo: window === undefined ? '' : timeOf(window.end, timeZone),
    notes,
  };
}

/** When the visit would be; `undefined` where the fields are no time. */
export function spanOf({ day, time, minutes, isAnyTime }: VisitValues, timeZone: string): Span | undefined {
  const start = momentOf(day, isAnyTime || time === '' ? '00:00' : time, timeZone);
  if (start === undefined) return undefined;
  if (isAnyTime) return { ...boundsOf(day, timeZone), anyTime: true };
  return { start, end: start + Number(minutes) * minute };
}

/** What was promised; `null` is nothing, `undefined` where the fields are no promise. */
export function promiseOf(
  { day, promisedFrom, promisedTo }: VisitValues,
  timeZone: string,
): { start: number; end: number } | null | undefined {
  if (promisedFrom === '' && promisedTo === '') return null;
  if (promisedFrom === '' || promisedTo === '') return undefined;
  const [start, end] = [promisedFrom, promisedTo].map((time) => momentOf(day, time, timeZone));
  return start === undefined || end === undefined || end <= start ? undefined : { start, end };
}

/** What of a visit beside its time differs from its record. */
export function changesOf(visit: VisitRecord | undefined, values: VisitValues, timeZone: string) {
  const before = valuesOf(visit, { start: 0, minutes: 0 }, timeZone);
  const isSame = before.staffIds.toSorted().join() === values.staffIds.toSorted().join();
  const promise = promiseOf(values, timeZone);
  const hasPromise = visit?.window !== undefined || promise !== null;
  return {
    ...(!isSame && { staffIds: values.staffIds }),
    ...(hasPromise && promise !== undefined && { window: promise }),
    ...(before.notes !== values.notes.trim() && { notes: values.notes.trim() }),
  };
}

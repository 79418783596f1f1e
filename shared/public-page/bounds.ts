import type { RequestRule } from './document.ts';

const [hour, day] = [3_600_000, 86_400_000];

/** A day somewhere, as `2026-11-30`. */
export function dayIn(timeZone: string, moment: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(moment);
  return parts.replaceAll('/', '-');
}

/** The first and the last day that may be wished for: the page offers no others, and devices look again. */
export function wishBounds(
  { noticeHours, windowDays }: Pick<RequestRule, 'noticeHours' | 'windowDays'>,
  timeZone: string,
  now: number,
): [first: string, last: string] {
  return [dayIn(timeZone, now + noticeHours * hour), dayIn(timeZone, now + windowDays * day)];
}

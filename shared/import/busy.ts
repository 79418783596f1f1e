import { type BusySpan, mostSpans } from '#shared/domain/calendar-feed.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import { readCalendar } from './ics.ts';

/** More than anybody's calendar has. */
export const mostFeedEvents = 20_000;

/** When somebody has no time, by their calendar file: what overlaps is one, and nothing else of it is passed on. */
export function busyIn(
  text: string,
  { window, timeZone }: { window: { start: number; end: number }; timeZone: string },
): Result<BusySpan[], 'notCalendar' | 'tooMany'> {
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) return err('notCalendar');
  if ((text.match(/^BEGIN:VEVENT/gim) ?? []).length > mostFeedEvents) return err('tooMany');
  const { events } = readCalendar(text, { window, timeZone });
  const days = events.filter(({ isAllDay }) => isAllDay);
  const timed = events.filter(({ isAllDay, start, end }) => !isAllDay && end > start);
  const whole = together(days).map((span): BusySpan => ({ ...span, zone: timeZone, anyTime: true }));
  const parts = together(timed).map((span): BusySpan => ({ ...span, zone: timeZone }));
  const spans = [...whole, ...parts].toSorted((a, b) => a.start - b.start);
  return spans.length > mostSpans ? err('tooMany') : ok(spans);
}

interface Span {
  start: number;
  end: number;
}

function together(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

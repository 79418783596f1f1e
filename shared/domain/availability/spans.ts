/** A part of time between two moments, in epoch milliseconds. */
export interface TimeSpan {
  start: number;
  end: number;
}

/** Parts of time in their order, those that touch or overlap as one. */
export function joined(spans: Iterable<TimeSpan>): TimeSpan[] {
  const all: TimeSpan[] = [];
  for (const { start, end } of Array.from(spans).toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (end <= start) continue;
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** What is left of parts of time without others. */
export function without(spans: Iterable<TimeSpan>, taken: Iterable<TimeSpan>): TimeSpan[] {
  const away = joined(taken);
  return joined(spans).flatMap((span) => {
    const left: TimeSpan[] = [];
    let from = span.start;
    for (const { start, end } of away) {
      if (end <= from || start >= span.end) continue;
      if (start > from) left.push({ start: from, end: start });
      from = Math.max(from, end);
    }
    if (from < span.end) left.push({ start: from, end: span.end });
    return left;
  });
}

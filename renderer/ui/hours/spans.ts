/** One open span of a day. */
export interface Span {
  /** `08:30`. */
  from: string;
  to: string;
}

export const usualDay: Span = { from: '08:00', to: '17:00' };

const noon = '12:00';
const afterLunch = '13:00';

/** Whether every open span ends after it begins and after the one before it. */
export function hoursInOrder(spans: Span[]): boolean {
  return spans.every((span, index) => span.from < span.to && span.from >= (spans[index - 1]?.to ?? ''));
}

/** A break: a day of one span becomes a morning and an afternoon; a later one goes behind the last. */
export function splitSpans(spans: Span[]): Span[] {
  const last = spans.at(-1);
  if (spans.length === 1 && last !== undefined && last.from < noon && last.to > afterLunch) {
    return [
      { ...last, to: noon },
      { from: afterLunch, to: last.to },
    ];
  }
  return [...spans, { from: last?.to ?? '18:00', to: '20:00' }];
}

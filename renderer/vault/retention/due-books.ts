import { compartmentOf } from '#shared/domain/collections.ts';
import type { RetentionTerms } from '#shared/domain/retention/order.ts';
import { type AnyWindow, channelWindows, cutOf } from '#shared/domain/retention/windows.ts';

/** Whose windows decide about the books of a compartment. */
const windowsOf: { readonly [compartment: string]: readonly AnyWindow[] } = {
  talk: ['conversations', ...channelWindows, 'files', 'payloads'],
  audit: ['audit'],
};

/** What was looked at less long ago is not looked at once more: late arrivals are found by the next whole look. */
const overlap = 3 * 86_400_000;

/**
 * Of the closed books, those in which something may have come to the end of its time since the last look: a month is
 * opened when a window passes over it, and not every day. `since`: none, where all of it was never looked at.
 */
export function booksDue(
  names: Iterable<string>,
  asked: { terms: RetentionTerms; country: string; now: number; since: number | undefined },
): string[] {
  const { terms, country, now, since } = asked;
  const cut = (window: AnyWindow, at: number): number =>
    cutOf(window, { windows: terms.windows, country, now: at });
  return [...names].filter((name) => {
    if (compartmentOf(name) === 'money') return terms.erasesDocuments;
    return (windowsOf[compartmentOf(name)] ?? []).some((window) => {
      const { start, end } = monthOf(name);
      const before = since === undefined ? -Infinity : cut(window, since - overlap);
      return start < cut(window, now) && end > before;
    });
  });
}

function monthOf(name: string): { start: number; end: number } {
  const [, year = 0, month = 1] = name.split('-').map(Number);
  return { start: Date.UTC(year, month - 1), end: Date.UTC(year, month) };
}

import type { SearchFilter, SearchKind } from '#renderer/state/search.ts';

/** What the page narrows a search down to. */
export interface Choice {
  what: keyof typeof kindsOf;
  when: 'any' | 'month' | 'year' | 'older';
  state: 'any' | 'open' | 'snoozed' | 'resolved';
}

const kindsOf = {
  all: [],
  messages: ['message', 'note'],
  people: ['contact', 'site'],
  jobs: ['job'],
  documents: ['document'],
  knowledge: ['knowledge'],
} as const satisfies Record<string, readonly SearchKind[]>;

export const whats = Object.keys(kindsOf) as Choice['what'][];
export const whens = ['any', 'month', 'year', 'older'] as const;
export const states = ['any', 'open', 'snoozed', 'resolved'] as const;

const day = 24 * 60 * 60 * 1000;

/** The filter of a choice; `now` in epoch milliseconds. */
export function filterOf({ what, when, state }: Choice, now: number): SearchFilter {
  const filter: SearchFilter = { kinds: [...kindsOf[what]], limit: 100 };
  if (when === 'month') filter.from = now - 30 * day;
  if (when === 'year') filter.from = now - 365 * day;
  if (when === 'older') filter.to = now - 365 * day;
  if (what === 'messages' && state !== 'any') filter.states = [state];
  return filter;
}

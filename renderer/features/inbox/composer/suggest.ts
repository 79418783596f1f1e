import type { QuickReply } from '#shared/domain/quick-reply.ts';
import { fold, searchable } from '#shared/lib/fold.ts';

/** What the composer offers while something is typed that asks for it. */
export interface Suggestion {
  id: string;
  label: string;
  detail?: string;
}

/** A place in the text that a suggestion takes, with what is offered for it. */
export interface Offer {
  kind: 'reply' | 'mention';
  from: number;
  to: number;
  suggestions: Suggestion[];
}

interface Person {
  id: string;
  name: string;
}

const most = 6;

/** Quick replies for a text that is nothing but `/` and the beginning of a name. */
export function offerReplies(text: string, replies: QuickReply[]): Offer | undefined {
  const typed = /^\/([^\n/]{0,40})$/.exec(text)?.[1];
  if (typed === undefined) return undefined;
  const query = fold(typed);
  const suggestions = replies
    .filter((reply) => searchable(`${reply.name} ${reply.text}`).includes(query))
    .toSorted((a, b) => startsWith(b.name, query) - startsWith(a.name, query) || a.name.localeCompare(b.name))
    .slice(0, most)
    .map((reply) => ({ id: reply.id, label: reply.name, detail: reply.text }));
  return { kind: 'reply', from: 0, to: text.length, suggestions };
}

/** Members for an `@` and the beginning of a name before the caret. */
export function offerMembers(text: string, caret: number, members: Person[]): Offer | undefined {
  const found = /(?:^|\s)@([\p{L}\p{N}]{0,30})$/u.exec(text.slice(0, caret));
  const typed = found?.[1];
  if (typed === undefined) return undefined;
  const suggestions = members
    .filter(({ name }) => searchable(name).includes(fold(typed)))
    .slice(0, most)
    .map(({ id, name }) => ({ id, label: name }));
  if (suggestions.length === 0) return undefined;
  return { kind: 'mention', from: caret - typed.length - 1, to: caret, suggestions };
}

/** The members whose names a note calls with an `@`. */
export function mentionsIn(text: string, members: Person[]): string[] {
  return members.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
}

function startsWith(name: string, query: string): number {
  return Number(fold(name).startsWith(query));
}

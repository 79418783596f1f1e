import type { ConversationFilter } from '#shared/domain/conversation-filter.ts';

/** A list that everybody has, by the name in the messages. */
export interface View {
  key:
    | 'open'
    | 'comments'
    | 'unread'
    | 'mine'
    | 'unassigned'
    | 'mentions'
    | 'pending'
    | 'snoozed'
    | 'resolved'
    | 'aside';
  filter: ConversationFilter;
  /** Of no use where one person works alone. */
  forTeams?: boolean;
}

export const views: View[] = [
  { key: 'open', filter: { state: 'open' } },
  { key: 'comments', filter: { comments: true } },
  { key: 'unread', filter: { unread: true } },
  { key: 'mine', filter: { state: 'open', assignee: 'me' }, forTeams: true },
  { key: 'unassigned', filter: { state: 'open', assignee: 'nobody' }, forTeams: true },
  { key: 'mentions', filter: { mentioned: true }, forTeams: true },
  { key: 'pending', filter: { state: 'pending' } },
  { key: 'snoozed', filter: { state: 'snoozed' } },
  { key: 'resolved', filter: { state: 'resolved' } },
  { key: 'aside', filter: { aside: true } },
];

/** The view of exactly this filter, if it is one. */
export function viewOf(filter: ConversationFilter): View | undefined {
  const wanted = written(filter);
  return views.find((view) => written(view.filter) === wanted);
}

/** Two filters are the same when this is, whatever the order of their fields. */
export function written(filter: ConversationFilter): string {
  const fields = Object.entries(filter).filter(([, value]) => value !== undefined);
  return JSON.stringify(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

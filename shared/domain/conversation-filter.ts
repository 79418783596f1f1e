import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { conversationStates, priorities, type Conversation } from './conversation.ts';
import {
  isAside,
  isMentioned,
  isUnread,
  priorityOf,
  stateAt,
  urgency,
  waitingSince,
} from './conversation-state.ts';

/** Which conversations a list shows; what is left out does not matter. */
export const conversationFilterSchema = z.object({
  state: z.enum(conversationStates).optional(),
  /** `me` and `nobody`, or a member's id. */
  assignee: z.string().max(64).optional(),
  labelId: idSchema.optional(),
  /** At least this pressing. */
  priority: z.enum(priorities).optional(),
  accountId: z.string().max(64).optional(),
  unread: z.literal(true).optional(),
  mentioned: z.literal(true).optional(),
  waiting: z.literal(true).optional(),
  /** Only what stands under posts. */
  comments: z.literal(true).optional(),
  /** Those that are kept apart, which no other list shows. */
  aside: z.literal(true).optional(),
});
export type ConversationFilter = z.infer<typeof conversationFilterSchema>;

/** A filter that a member has given a name. */
export const savedFilterSchema = z.looseObject({
  id: idSchema,
  name: z.string().max(60),
  filter: conversationFilterSchema.loose(),
  /** Whose it is: nobody else's list is changed by it. */
  memberId: idSchema,
  createdAt: momentSchema,
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

export interface Viewer {
  memberId: string | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** Whether a filter shows a conversation to a member. */
export function matchesFilter(
  conversation: Conversation,
  filter: ConversationFilter,
  viewer: Viewer,
): boolean {
  const { state, labelId, priority, accountId } = filter;
  return (
    isAside(conversation) === (filter.aside === true) &&
    (state === undefined || stateAt(conversation, viewer.now) === state) &&
    isWith(conversation, filter.assignee, viewer.memberId) &&
    (labelId === undefined || conversation.labels?.[labelId] === true) &&
    (priority === undefined || urgency(priorityOf(conversation)) >= urgency(priority)) &&
    (accountId === undefined || conversation.accountId === accountId) &&
    (filter.unread === undefined || isUnread(conversation, viewer.memberId)) &&
    (filter.mentioned === undefined || isMentioned(conversation, viewer.memberId)) &&
    (filter.comments === undefined || conversation.postId !== undefined) &&
    (filter.waiting === undefined || waitingSince(conversation) !== undefined)
  );
}

function isWith({ assigneeId }: Conversation, wanted: string | undefined, me: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'nobody') return assigneeId === undefined;
  return assigneeId !== undefined && assigneeId === (wanted === 'me' ? me : wanted);
}

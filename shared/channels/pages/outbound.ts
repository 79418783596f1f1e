import type { JsonObject } from '#shared/lib/json.ts';

export interface PageTextMessage {
  /** The person's id, as scoped to the page. */
  recipientId: string;
  text: string;
  replyTo?: string | undefined;
  /** More than 24 hours after the customer wrote: only for what a person has written. */
  humanAgent: boolean;
}

/** The body of `POST /{page-id}/messages`, for Instagram and Messenger. */
export function pageTextMessage({ recipientId, text, replyTo, humanAgent }: PageTextMessage): JsonObject {
  return {
    recipient: { id: recipientId },
    ...(humanAgent ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : { messaging_type: 'RESPONSE' }),
    message: { text },
    ...(replyTo === undefined ? {} : { reply_to: { mid: replyTo } }),
  };
}

/** The body that shows the customer that the page has seen their messages. */
export function pageSeen(recipientId: string): JsonObject {
  return { recipient: { id: recipientId }, sender_action: 'mark_seen' };
}

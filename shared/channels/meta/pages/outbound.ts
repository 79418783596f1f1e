import type { MediaKind } from '#shared/domain/media.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { attachmentTypeOf } from './files.ts';

export interface PageTextMessage {
  /** The person's id, as scoped to the page. */
  recipientId: string;
  text: string;
  replyTo?: string | undefined;
  /** More than 24 hours after the customer wrote: only for what a person has written. */
  humanAgent: boolean;
}

/** The body of `POST /{page-id}/messages`, for Instagram and Messenger. */
export function pageTextMessage({ text, ...address }: PageTextMessage): JsonObject {
  return pageMessage(address, { text });
}

export interface PageFileMessage extends Omit<PageTextMessage, 'text'> {
  kind: MediaKind;
  /** Meta's id of the uploaded file. */
  mediaId: string;
}

/** The same for a file, which goes without words. */
export function pageFileMessage({ kind, mediaId, ...address }: PageFileMessage): JsonObject {
  const attachment = { type: attachmentTypeOf(kind), payload: { attachment_id: mediaId } };
  return pageMessage(address, { attachment });
}

/** The field `message` of `POST /{page-id}/message_attachments`, which takes a file and gives its id. */
export function pageUpload(kind: MediaKind): JsonObject {
  return { attachment: { type: attachmentTypeOf(kind), payload: { is_reusable: true } } };
}

function pageMessage(
  { recipientId, replyTo, humanAgent }: Omit<PageTextMessage, 'text'>,
  message: JsonObject,
): JsonObject {
  return {
    recipient: { id: recipientId },
    ...(humanAgent ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : { messaging_type: 'RESPONSE' }),
    message,
    ...(replyTo === undefined ? {} : { reply_to: { mid: replyTo } }),
  };
}

/** The body that shows the customer that the page has seen their messages, or that somebody types. */
export function pageAction(recipientId: string, action: 'mark_seen' | 'typing_on'): JsonObject {
  return { recipient: { id: recipientId }, sender_action: action };
}

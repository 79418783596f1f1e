import type { ChoiceButton, RenderedChoice } from '#shared/domain/choice.ts';
import type { MediaKind } from '#shared/domain/media.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { MetaRecipient } from '../../channel.ts';
import { attachmentTypeOf } from './files.ts';

export interface PageAddress {
  recipient: MetaRecipient;
  replyTo?: string | undefined;
  /** More than 24 hours after the customer wrote: only for what a person has written. */
  humanAgent: boolean;
}

/**
 * The body of `POST /{page-id}/messages`, for Instagram and Messenger; `undefined` where the recipient is nobody
 * who has written to the page.
 */
function pageMessage(
  { recipient, replyTo, humanAgent }: PageAddress,
  message: JsonObject,
): JsonObject | undefined {
  // To who has commented: neither an answer within hours nor one after them.
  if ('commentId' in recipient) return { recipient: { comment_id: recipient.commentId }, message };
  if (!('scopedId' in recipient)) return undefined;
  return {
    recipient: { id: recipient.scopedId },
    ...(humanAgent ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : { messaging_type: 'RESPONSE' }),
    message,
    ...(replyTo === undefined ? {} : { reply_to: { mid: replyTo } }),
  };
}

export function pageTextMessage({
  text,
  ...address
}: PageAddress & { text: string }): JsonObject | undefined {
  return pageMessage(address, { text });
}

/** Options to tap. `undefined` for a form that pages do not know. */
export function pageChoiceMessage({
  choice,
  ...address
}: PageAddress & { choice: RenderedChoice }): JsonObject | undefined {
  switch (choice.form) {
    case 'text':
      return pageTextMessage({ ...address, text: choice.text });
    case 'quickReplies': {
      const replies = choice.replies.map(({ token, title }) => {
        return { content_type: 'text', title, payload: token };
      });
      return pageMessage(address, { text: choice.text, quick_replies: replies });
    }
    case 'cards': {
      const elements = choice.cards.map(({ title, buttons }) => ({ title, buttons: buttons.map(postback) }));
      const payload = { template_type: 'generic', elements };
      return pageMessage(address, { attachment: { type: 'template', payload } });
    }
    default:
      return undefined;
  }
}

function postback({ token, title }: ChoiceButton): JsonObject {
  return { type: 'postback', title, payload: token };
}

export interface PageFileMessage extends PageAddress {
  kind: MediaKind;
  /** Meta's id of the uploaded file. */
  mediaId: string;
}

/** The same for a file, which goes without words. */
export function pageFileMessage({ kind, mediaId, ...address }: PageFileMessage): JsonObject | undefined {
  const attachment = { type: attachmentTypeOf(kind), payload: { attachment_id: mediaId } };
  return pageMessage(address, { attachment });
}

/** The field `message` of `POST /{page-id}/message_attachments`, which takes a file and gives its id. */
export function pageUpload(kind: MediaKind): JsonObject {
  return { attachment: { type: attachmentTypeOf(kind), payload: { is_reusable: true } } };
}

/** The body that shows the customer that the page has seen their messages, or that somebody types. */
export function pageAction(
  recipient: MetaRecipient,
  action: 'mark_seen' | 'typing_on',
): JsonObject | undefined {
  return 'scopedId' in recipient
    ? { recipient: { id: recipient.scopedId }, sender_action: action }
    : undefined;
}

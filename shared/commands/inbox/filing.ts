import type { MessageEvent, WatermarkEvent } from '#shared/channels/events.ts';
import type { ChannelKind } from '#shared/domain/channel.ts';
import { type Conversation, conversationIdOf, type Message } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import type { NewMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { blockedElsewhere } from '../aside.ts';
import type { CommandContext } from '../command.ts';
import { freshId } from '../suppression.ts';
import { noteArrival } from './summary.ts';

/** The customer's conversation over this number; one that came along when contacts were merged counts too. */
export function knownConversation(
  draft: RecordWriter,
  { channel, accountId }: { channel: ChannelKind; accountId: string },
  contactId: string,
  context: CommandContext,
): string {
  const first = conversationIdOf({ channel, accountId, postId: undefined }, contactId);
  const own = freshId(draft, 'conversations', first, context);
  if (draft.get('conversations', own) !== undefined) return own;
  const moved = draft
    .by('conversations', 'contactId', contactId)
    .filter((talk) => talk.accountId === accountId && talk.channel === channel && isPrivate(talk))
    .map(({ id }) => id);
  return moved.toSorted()[0] ?? own;
}

/** Makes the conversation where it is missing; one of which only the past was known is open. */
export function createConversation(
  draft: RecordWriter,
  fields: Pick<Conversation, 'id' | 'contactId' | 'groupId' | 'postId'>,
  event: MessageEvent | WatermarkEvent,
  context: CommandContext,
): void {
  const { id } = fields;
  const isPast = event.kind === 'message' && event.past === true;
  const known = draft.get('conversations', id);
  if (known === undefined) {
    const aside = fields.groupId === undefined ? blockedElsewhere(draft, fields.contactId) : undefined;
    draft.create('conversations', {
      ...fields,
      channel: event.channel,
      accountId: event.accountId,
      state: isPast ? 'resolved' : 'open',
      createdAt: context.now,
      lastAt: 0,
      ...(isPast && { past: true }),
      ...(aside !== undefined && { aside }),
    });
  } else if (known.past === true && !isPast) {
    draft.unset('conversations', id, 'past');
    draft.patch('conversations', id, { state: 'open' });
  }
}

/** Something that happened or a reaction is no last line, but it does date a conversation that has none yet. */
export function dateConversation(draft: RecordWriter, { conversationId: id, at }: Message): void {
  const { lastAt, lastMessageId } = draft.get('conversations', id)!;
  if (lastMessageId === undefined && at > lastAt) draft.patch('conversations', id, { lastAt: at });
}

/** What a channel delivered, as it is written down. */
export function messageOf(event: MessageEvent, conversationId: string): NewMessage {
  const { channel, accountId, type, at, saidAt, receivedAt, place, past, group } = event;
  const { text, externalId, replyTo, content, raw } = event;
  const direction = directionOf(event);
  const arrival = { channel, accountId, at, saidAt, receivedAt, place, past, sender: group?.sender };
  const tap = direction === 'in' ? event.tap : undefined;
  return { conversationId, direction, ...arrival, type, text, externalId, replyTo, content, raw, tap };
}

/** A call that nobody took asks for an answer like words; one that was taken has just happened. */
function directionOf({ echo, type, content }: MessageEvent): Message['direction'] {
  if (echo) return 'out';
  const happened = type === 'system' || (type === 'call' && content?.['missed'] !== true);
  return happened ? 'event' : 'in';
}

/** The customer wrote: the reply window starts anew, and what was resolved or snoozed is open again. */
export function noteInbound(draft: RecordWriter, message: Message, identityId: string | undefined): void {
  const { conversationId: id, at } = message;
  const { lastInboundAt, state, identityId: known } = draft.get('conversations', id)!;
  noteArrival(draft, message);
  if (message.past !== true && (state === 'resolved' || state === 'snoozed')) {
    draft.patch('conversations', id, { state: 'open' });
    draft.unset('conversations', id, 'snoozedUntil');
  }
  if (identityId === undefined) return;
  const isOlder = lastInboundAt !== undefined && at < lastInboundAt;
  const losesTie = at === lastInboundAt && known !== undefined && identityId < known;
  if (!isOlder && !losesTie) draft.patch('conversations', id, { identityId });
}

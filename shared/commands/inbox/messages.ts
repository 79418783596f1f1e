import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import type { MessageEvent, WatermarkEvent } from '#shared/channels/whatsapp/events.ts';
import type { ChannelKind } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { CommandContext } from '../command.ts';
import type { RecordWriter } from '../records.ts';
import { lookupOf } from './lookup.ts';
import { resolveCustomer } from './people.ts';
import type { ResolvedCustomer } from './people.ts';
import { showAsLast } from './summary.ts';
import { noteStatus } from './updates.ts';

/**
 * Records a message that WhatsApp delivered, once. Meta repeats a delivery byte for byte, so what differs in
 * moment or type is another message even under the same id.
 */
export function receiveMessage(draft: RecordWriter, event: MessageEvent, context: CommandContext): void {
  const id = contentId([channelOf(event), event.accountId, event.externalId, event.at, event.type]);
  if (draft.get('messages', id) !== undefined || isEchoOfOwn(draft, event)) return;
  const customer = resolveCustomer(draft, event.customer, event.at, context);
  const conversationId = openConversation(draft, event, customer, context);
  const message = messageOf(draft, event, id, conversationId);
  draft.create('messages', message);
  showAsLast(draft, message);
  if (message.direction === 'in') noteInbound(draft, conversationId, event.at, customer);
  noteOrigin(draft, customer.contactId, event);
}

/** WhatsApp's events name no channel: it was the first. */
function channelOf({ channel = 'whatsapp' }: { channel?: ChannelKind | undefined }): ChannelKind {
  return channel;
}

function conversationId(channel: ChannelKind, accountId: string, contactId: string): string {
  return contentId([channel, accountId, contactId]);
}

/**
 * Everything up to a moment was delivered or read. The moment is kept as well, for what of it is only reported
 * later. What this device is only about to send is not meant. When each message was read nobody says, so it
 * gets its own moment: any order of moments leads to the same records.
 */
export function applyWatermark(draft: RecordWriter, event: WatermarkEvent, context: CommandContext): void {
  const { at, customer, state, upTo } = event;
  const { contactId } = resolveCustomer(draft, customer, at, context);
  const id = openConversation(draft, event, { contactId }, context);
  const field = state === 'read' ? 'customerReadUpTo' : 'customerDeliveredUpTo';
  if ((draft.get('conversations', id)![field] ?? 0) >= upTo) return;
  draft.set('conversations', id, field, upTo);
  for (const message of draft.messagesBy('conversationId', id)) {
    if (message.direction !== 'out') continue;
    const sentAt = message.deviceId === undefined ? message.at : message.attemptedAt;
    if (sentAt !== undefined && sentAt <= upTo) noteStatus(draft, message.id, state, sentAt);
  }
}

/** The customer's conversation over this number; one that came along when contacts were merged counts too. */
function knownConversation(
  draft: RecordWriter,
  channel: ChannelKind,
  accountId: string,
  contactId: string,
): string {
  const own = conversationId(channel, accountId, contactId);
  if (draft.get('conversations', own) !== undefined) return own;
  const moved = lookupOf(draft)
    .conversationsOf(accountId, contactId)
    .filter((talk) => talk.channel === channel)
    .map(({ id }) => id);
  return moved.toSorted()[0] ?? own;
}

/** What this business sent with Plumbline is in the records already. */
function isEchoOfOwn(draft: RecordWriter, event: MessageEvent): boolean {
  if (!event.echo) return false;
  return draft.messagesBy('externalId', event.externalId).some(({ deviceId }) => deviceId !== undefined);
}

function openConversation(
  draft: RecordWriter,
  event: MessageEvent | WatermarkEvent,
  { contactId }: Pick<ResolvedCustomer, 'contactId'>,
  context: CommandContext,
): string {
  const id = knownConversation(draft, channelOf(event), event.accountId, contactId);
  if (draft.get('conversations', id) === undefined) {
    draft.create('conversations', {
      id,
      contactId,
      channel: channelOf(event),
      accountId: event.accountId,
      state: 'open',
      createdAt: context.now,
      lastAt: 0,
    });
    lookupOf(draft).added.conversation({ id, accountId: event.accountId, contactId });
  }
  // Something that happened or a reaction is no last line, but it does date a conversation that has none yet.
  const { lastAt, lastMessageId } = draft.get('conversations', id)!;
  if (event.kind === 'message' && lastMessageId === undefined && event.at > lastAt)
    draft.set('conversations', id, 'lastAt', event.at);
  return id;
}

function messageOf(draft: RecordWriter, event: MessageEvent, id: string, conversationId: string): Message {
  const { type, at, text, externalId, replyTo, content, raw } = event;
  const direction = event.echo ? 'out' : type === 'system' ? 'event' : 'in';
  const statuses = event.echo ? echoStatuses(draft, conversationId, at) : undefined;
  return { id, conversationId, direction, type, at, text, externalId, replyTo, content, raw, statuses };
}

/** What is known already of a message that the business wrote elsewhere: that it was read, not when. */
function echoStatuses(draft: RecordWriter, conversationId: string, at: number): Record<string, number> {
  const { customerDeliveredUpTo = 0, customerReadUpTo = 0 } = draft.get('conversations', conversationId)!;
  return {
    sent: at,
    ...(customerDeliveredUpTo >= at ? { delivered: at } : {}),
    ...(customerReadUpTo >= at ? { read: at } : {}),
  };
}

const referralSchema = z.looseObject({
  source_type: z.string().max(40).catch('link'),
  headline: z.string().optional().catch(undefined),
  source_url: z.string().max(2000).optional().catch(undefined),
  source_id: z.coerce.string().max(200).optional().catch(undefined),
});

/** The first advertisement, post or link that a customer came by stays with the contact. */
function noteOrigin(draft: RecordWriter, contactId: string, { content, at, echo }: MessageEvent): void {
  const referral = referralSchema.safeParse(content?.['referral']).data;
  if (referral === undefined || echo) return;
  const { source_type: kind, headline, source_url: url, source_id: sourceId } = referral;
  const origin = { at, kind, headline: headline?.slice(0, 300).toWellFormed(), url, sourceId };
  const known = draft.get('contacts', contactId)?.origin;
  const isEarlier =
    known === undefined || at < known.at || (at === known.at && (sourceId ?? '') < (known.sourceId ?? ''));
  if (isEarlier) draft.set('contacts', contactId, 'origin', origin);
}

/** The customer wrote: the reply window starts anew, and what was resolved or snoozed is open again. */
function noteInbound(draft: RecordWriter, id: string, at: number, { identityId }: ResolvedCustomer): void {
  const { lastInboundAt, state, identityId: known } = draft.get('conversations', id)!;
  if (state === 'resolved' || state === 'snoozed') {
    draft.set('conversations', id, 'state', 'open');
    draft.set('conversations', id, 'snoozedUntil', undefined);
  }
  const isOlder = lastInboundAt !== undefined && at < lastInboundAt;
  const losesTie = at === lastInboundAt && known !== undefined && identityId < known;
  if (isOlder || losesTie) return;
  draft.set('conversations', id, 'lastInboundAt', at);
  draft.set('conversations', id, 'identityId', identityId);
}

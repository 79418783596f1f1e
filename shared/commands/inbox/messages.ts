import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import type { MessageEvent, WatermarkEvent } from '#shared/channels/events.ts';
import { channelRules } from '#shared/channels/channel.ts';
import { isWithoutWords, provenMessage } from '#shared/domain/message-proof.ts';
import type { WrittenMessage } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { compareArrival } from '#shared/domain/message-order.ts';
import type { CommandContext } from '../command.ts';
import { messagesBy, openState, patchState, readMessage, writeMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { takeOut } from '../bin.ts';
import { hearMessage } from '../heard/hear-message.ts';
import { freshId } from '../suppression.ts';
import { quarantine } from '../rules/quarantine.ts';
import { knownComment, receiveComment } from './comments.ts';
import { createConversation, dateConversation, knownConversation, messageOf, noteInbound } from './filing.ts';
import { isNamed, linkRecipient, noteAcquainted, resolveCustomer } from './people.ts';
import type { ResolvedCustomer } from './people.ts';
import { noteArrival, showAsLast, summarise } from './summary.ts';
import { noteStatus } from './updates.ts';

/**
 * Records a message that a channel delivered, once. Meta repeats a delivery byte for byte, so what differs in
 * moment or type is another message even under the same id.
 */
export function receiveMessage(draft: RecordWriter, event: MessageEvent, context: CommandContext): void {
  const known = event.under === undefined ? knownMessage(draft, event) : knownComment(draft, event);
  if (known !== undefined) return receiveAgain(draft, known.id, event, context);
  if (isEchoOfOwn(draft, event) || isErased(draft, event)) return;
  if (event.under !== undefined) return receiveComment(draft, event, event.under, context);
  // Parsers keep what is nobody's as it came; what other devices hand over has no place here either.
  if (event.group === undefined && !isNamed(event.customer)) return;
  const customer =
    event.group === undefined ? resolveCustomer(draft, event.customer, event.at, context) : undefined;
  const conversationId =
    event.group === undefined
      ? openConversation(draft, event, customer!, context)
      : openGroup(draft, event, event.group.id, context);
  const id = writeMessage(draft, messageOf(event, conversationId));
  if (event.echo) noteEcho(draft, id, conversationId, event.at);
  const message = readMessage(draft, id)!;
  dateConversation(draft, message);
  showAsLast(draft, message);
  if (message.direction === 'in') noteInbound(draft, message, customer?.identityId);
  else noteArrival(draft, message);
  // Who writes is there again, whatever was meant before.
  if (message.direction === 'in' && customer !== undefined) takeOut(draft, 'contacts', customer.contactId);
  if (message.direction === 'in') hearMessage(draft, message, customer?.identityId);
  if (message.direction === 'in') quarantine(draft, message);
  if (customer === undefined) return;
  if (event.past === true) noteAcquainted(draft, customer.contactId);
  noteOrigin(draft, customer.contactId, event);
}

/** What a delivery brings once more. Another version of Plumbline may have read more of it, but no other words. */
function knownMessage(draft: RecordWriter, event: MessageEvent): WrittenMessage | undefined {
  const { channel, accountId, externalId, type } = event;
  const said = event.saidAt ?? event.at;
  return draft
    .by('messages', 'externalId', externalId)
    .find(
      (one) =>
        one.channel === channel &&
        one.accountId === accountId &&
        one.type === type &&
        (one.text === event.text || isWithoutWords(one)) &&
        (one.saidAt ?? one.at) === said,
    );
}

/** An owner has erased it: that it is delivered once more does not bring it back. */
function isErased(draft: RecordWriter, event: MessageEvent): boolean {
  const { id } = provenMessage(messageOf(event, ''));
  return draft.by('talkErasures', 'recordId', id).length > 0;
}

/** Of what was delivered several times the first arrival counts, and what is live is not past. */
function receiveAgain(draft: RecordWriter, id: string, event: MessageEvent, context: CommandContext): void {
  // It may name its sender more fully than before.
  if (event.group === undefined && event.under === undefined)
    linkRecipient(draft, event.customer, event.at, context);
  const known = readMessage(draft, id);
  // An echo of what was written here.
  if (known === undefined) return;
  const { conversationId } = known;
  const isLive = known.past === true && event.past !== true;
  if (isLive) {
    patchState(draft, id, { live: true });
    draft.unset('conversations', conversationId, 'past');
  }
  const isEarlier =
    event.receivedAt !== undefined && (known.receivedAt === undefined || compareArrival(event, known) < 0);
  if (isEarlier) {
    openState(draft, id);
    draft.assign('messageStates', id, { receivedAt: event.receivedAt, place: event.place });
    summarise(draft, conversationId);
  }
  const message = readMessage(draft, id)!;
  if (isLive && message.direction === 'in') {
    noteInbound(draft, message, undefined);
    const talk = draft.get('conversations', message.conversationId)!;
    hearMessage(draft, message, isPrivate(talk) ? talk.identityId : undefined);
  }
}

/**
 * Everything up to a moment was delivered or read. The moment is kept as well, for what of it is only reported
 * later. What this device is only about to send is not meant. When each message was read nobody says, so it
 * gets its own moment: any order of moments leads to the same records.
 */
export function applyWatermark(draft: RecordWriter, event: WatermarkEvent, context: CommandContext): void {
  const { at, customer, state, upTo } = event;
  if (!isNamed(customer)) return;
  const { contactId } = resolveCustomer(draft, customer, at, context);
  const id = openConversation(draft, event, { contactId }, context);
  draft.unset('conversations', id, 'past');
  const field = state === 'read' ? 'customerReadUpTo' : 'customerDeliveredUpTo';
  if ((draft.get('conversations', id)![field] ?? 0) >= upTo) return;
  draft.patch('conversations', id, { [field]: upTo });
  for (const message of messagesBy(draft, 'conversationId', id)) {
    if (message.direction !== 'out') continue;
    const sentAt = message.deviceId === undefined ? message.at : message.attemptedAt;
    if (sentAt !== undefined && sentAt <= upTo) noteStatus(draft, message.id, state, sentAt);
  }
}

/** What this business sent with Plumbline is in the records already. */
function isEchoOfOwn(draft: RecordWriter, event: MessageEvent): boolean {
  if (!event.echo) return false;
  return messagesBy(draft, 'externalId', event.externalId).some(({ deviceId }) => deviceId !== undefined);
}

function openConversation(
  draft: RecordWriter,
  event: MessageEvent | WatermarkEvent,
  { contactId }: Pick<ResolvedCustomer, 'contactId'>,
  context: CommandContext,
): string {
  const id = knownConversation(draft, event, contactId, context);
  createConversation(draft, { id, contactId }, event, context);
  return id;
}

/** A group is a conversation apart, with nobody's private words in it, under a name of its own. */
function openGroup(
  draft: RecordWriter,
  event: MessageEvent,
  groupId: string,
  context: CommandContext,
): string {
  const { channel } = event;
  const first = contentId(['contact', channel, event.accountId, 'group', groupId]);
  const contactId = freshId(draft, 'contacts', first, context);
  const firstTalk = contentId([channel, event.accountId, 'group', groupId]);
  const id = freshId(draft, 'conversations', firstTalk, context);
  if (draft.get('contacts', contactId) === undefined)
    draft.create('contacts', {
      id: contactId,
      createdAt: context.now,
      name: `${channelRules(channel).name} group`,
      source: channel,
    });
  createConversation(draft, { id, contactId, groupId }, event, context);
  return id;
}

/** What is known already of a message that the business wrote elsewhere: that it was read, not when. */
function noteEcho(draft: RecordWriter, id: string, conversationId: string, at: number): void {
  const { customerDeliveredUpTo = 0, customerReadUpTo = 0 } = draft.get('conversations', conversationId)!;
  noteStatus(draft, id, 'sent', at);
  if (customerDeliveredUpTo >= at) noteStatus(draft, id, 'delivered', at);
  if (customerReadUpTo >= at) noteStatus(draft, id, 'read', at);
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
  if (isEarlier) draft.patch('contacts', contactId, { origin });
}

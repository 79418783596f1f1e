import { contentId } from '#shared/lib/hash.ts';
import type { MessageEvent } from '#shared/channels/whatsapp/events.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { CommandContext } from '../command.ts';
import type { RecordWriter } from '../records.ts';
import { resolveCustomer } from './people.ts';
import type { ResolvedCustomer } from './people.ts';
import { showAsLast } from './summary.ts';
import { indexMessages } from './updates.ts';

/**
 * Records a message that WhatsApp delivered, once. Meta repeats a delivery byte for byte, so what differs in
 * moment or type is another message even under the same id.
 */
export function receiveMessage(draft: RecordWriter, event: MessageEvent, context: CommandContext): void {
  const id = contentId(['whatsapp', event.accountId, event.externalId, event.at, event.type]);
  if (draft.get('messages', id) !== undefined || isEchoOfOwn(draft, event)) return;
  const customer = resolveCustomer(draft, event.customer, event.at, context);
  const conversationId = openConversation(draft, event, customer, context);
  const message = messageOf(event, id, conversationId);
  draft.create('messages', message);
  showAsLast(draft, message);
  if (message.direction === 'in') noteInbound(draft, conversationId, event.at, customer);
}

function conversationId(accountId: string, contactId: string): string {
  return contentId(['whatsapp', accountId, contactId]);
}

/** The customer's conversation over this number; one that came along when contacts were merged counts too. */
function knownConversation(draft: RecordWriter, accountId: string, contactId: string): string {
  const own = conversationId(accountId, contactId);
  if (draft.get('conversations', own) !== undefined) return own;
  const moved = [...draft.all('conversations')]
    .filter((talk) => talk.accountId === accountId && talk.contactId === contactId)
    .map(({ id }) => id);
  return moved.toSorted()[0] ?? own;
}

/** What this business sent with Plumbline is in the records already. */
function isEchoOfOwn(draft: RecordWriter, event: MessageEvent): boolean {
  if (!event.echo) return false;
  return (indexMessages(draft).get(event.externalId) ?? []).some(({ deviceId }) => deviceId !== undefined);
}

function openConversation(
  draft: RecordWriter,
  event: MessageEvent,
  { contactId }: ResolvedCustomer,
  context: CommandContext,
): string {
  const id = knownConversation(draft, event.accountId, contactId);
  if (draft.get('conversations', id) === undefined) {
    draft.create('conversations', {
      id,
      contactId,
      channel: 'whatsapp',
      accountId: event.accountId,
      state: 'open',
      createdAt: context.now,
      lastAt: 0,
    });
  }
  // Something that happened or a reaction is no last line, but it does date a conversation that has none yet.
  const { lastAt, lastMessageId } = draft.get('conversations', id)!;
  if (lastMessageId === undefined && event.at > lastAt) draft.set('conversations', id, 'lastAt', event.at);
  return id;
}

function messageOf(event: MessageEvent, id: string, conversationId: string): Message {
  const { type, at, text, externalId, replyTo, content, raw } = event;
  const direction = event.echo ? 'out' : type === 'system' ? 'event' : 'in';
  const statuses = event.echo ? { sent: at } : undefined;
  return { id, conversationId, direction, type, at, text, externalId, replyTo, content, raw, statuses };
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

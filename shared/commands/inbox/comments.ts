import type { MessageEvent } from '#shared/channels/events.ts';
import { placeOf } from '#shared/channels/comment.ts';
import type { Post } from '#shared/domain/comment.ts';
import { conversationIdOf, type Message } from '#shared/domain/conversation.ts';
import { given } from '#shared/lib/given.ts';
import { contentId } from '#shared/lib/hash.ts';
import { messagesBy, readMessage, writeMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from '../command.ts';
import { hearMessage } from '../heard/hear-message.ts';
import { freshId } from '../suppression.ts';
import { createConversation, dateConversation, messageOf, noteInbound } from './filing.ts';
import { resolveCustomer } from './people.ts';
import { showAsLast } from './summary.ts';

type Under = NonNullable<MessageEvent['under']>;

/** Records what somebody has written under a post: in one conversation for each of them and each post. */
export function receiveComment(
  draft: RecordWriter,
  event: MessageEvent,
  under: Under,
  context: CommandContext,
): void {
  const postId = openPost(draft, event, under, context);
  const person = personOf(draft, event, context);
  const place = { channel: event.channel, accountId: event.accountId, postId };
  const talkId = freshId(draft, 'conversations', conversationIdOf(place, person.contactId), context);
  createConversation(draft, { id: talkId, contactId: person.contactId, postId }, event, context);
  const message = readMessage(draft, writeMessage(draft, messageOf(event, talkId)))!;
  dateConversation(draft, message);
  showAsLast(draft, message);
  noteInbound(draft, message, person.identityId);
  // Danger is danger wherever it is said; a word under a post takes no consent back.
  hearMessage(draft, message, undefined);
}

/** A comment under its channel's id. Whichever delivery came first has made it. */
export function knownComment(records: RecordReader, event: MessageEvent): Message | undefined {
  return messagesBy(records, 'externalId', event.externalId).find(
    ({ channel, accountId, direction }) =>
      direction === 'in' && channel === event.channel && accountId === event.accountId,
  );
}

function openPost(draft: RecordWriter, event: MessageEvent, under: Under, context: CommandContext): string {
  const { channel, accountId } = event;
  const id = postIdOf({ channel, accountId, externalId: under.id });
  const known = draft.get('posts', id);
  const told = given({ permalink: under.permalink, live: under.live });
  if (known === undefined)
    draft.create('posts', {
      id,
      createdAt: context.now,
      channel,
      accountId,
      externalId: under.id,
      ...told,
    });
  else if (under.permalink !== undefined && known.permalink === undefined)
    draft.patch('posts', id, { permalink: under.permalink });
  return id;
}

/** The id of a post's record. */
export function postIdOf({
  channel,
  accountId,
  externalId,
}: Pick<Post, 'channel' | 'accountId' | 'externalId'>): string {
  return contentId(['post', channel, accountId, externalId]);
}

/** Who wrote it; where Meta keeps that back, somebody of whom only this thread is known. */
function personOf(
  draft: RecordWriter,
  event: MessageEvent,
  context: CommandContext,
): { contactId: string; identityId?: string } {
  const { channel, accountId, customer, replyTo, externalId } = event;
  if (customer.scoped !== undefined) return resolveCustomer(draft, customer, event.at, context, 'comment');
  const first = contentId(['contact', channel, accountId, 'comment', replyTo ?? externalId]);
  const contactId = freshId(draft, 'contacts', first, context);
  if (draft.get('contacts', contactId) === undefined)
    draft.create('contacts', {
      id: contactId,
      createdAt: context.now,
      name: `${placeOf(channel)} user`,
      source: channel,
      onlyComments: true,
    });
  return { contactId };
}

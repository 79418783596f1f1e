import type { MetaRecipient } from '#shared/channels/channel.ts';
import { commentTarget } from '#shared/domain/comment.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import type { Identity } from '#shared/domain/contact.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** To whom a message goes: to whoever wrote the comment that it answers, else to the conversation's customer. */
export function recipientOf(
  records: RecordReader,
  conversation: Conversation,
  message: Pick<Message, 'content'>,
): MetaRecipient | undefined {
  const comment = commentTarget(message);
  if (comment === undefined) return recipientFor(records, conversation);
  return { commentId: 'toComment' in comment ? comment.toComment : comment.underComment };
}

/**
 * Where a reply in this conversation goes: to the identity under which the customer last wrote; where that
 * one has been given up, to another of theirs, a user id before a phone: a phone may have got another owner.
 * `undefined` where there is none.
 */
export function recipientFor(records: RecordReader, conversation: Conversation): MetaRecipient | undefined {
  const last =
    conversation.identityId === undefined ? undefined : records.get('identities', conversation.identityId);
  const others = [...records.all('identities')]
    .filter((identity) => isReachedBy(identity, conversation))
    .toSorted((a, b) => rank(a) - rank(b) || b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  const chosen = [last, ...others].find(
    (identity) =>
      identity !== undefined &&
      identity.channel === conversation.channel &&
      identity.supersededAt === undefined,
  );
  if (chosen === undefined) return undefined;
  if (chosen.kind === 'scoped') return { scopedId: chosen.value };
  return chosen.kind === 'phone' ? { phone: chosen.value } : { userId: chosen.value };
}

function isReachedBy(identity: Identity, { contactId, channel, accountId }: Conversation): boolean {
  if (identity.contactId !== contactId || identity.channel !== channel) return false;
  return identity.accountId === undefined || identity.accountId === accountId;
}

function rank({ kind }: Identity): number {
  return kind === 'bsuid' ? 0 : 1;
}

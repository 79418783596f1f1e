import { adviseOnSendError, type SendError } from '#shared/channels/send-errors.ts';
import { stopsChannel } from '#shared/channels/pace.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { sendingChannel } from '#shared/records/accounts.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/**
 * What a refusal means beyond its message: the customer wants no advertising, or the channel cannot send until
 * the owner has seen to it. A refusal of before the owner tried again stops nothing any more.
 */
export function reactToFailure(draft: RecordWriter, message: Message, error: SendError, at: number): void {
  const conversation = draft.get('conversations', message.conversationId);
  if (conversation === undefined) return;
  const { reaction } = adviseOnSendError(error, conversation.channel);
  const stops = stopsChannel(error, conversation.channel);
  if (reaction === 'opt-out') stopMarketing(draft, conversation, at);
  if (!stops && reaction !== 'pause-campaigns') return;
  const channel = sendingChannel(draft, conversation.accountId);
  if (channel === undefined || at <= (channel.resumedAt ?? 0)) return;
  // A channel that is stopped stays so, whatever else is said of it.
  if (channel.trouble !== undefined && (stopsChannel(channel.trouble, channel.kind) || !stops)) return;
  const { code, subcode } = error;
  const collection = channel.kind === 'email' ? 'mailAccounts' : 'channels';
  draft.patch(collection, channel.id, { trouble: { code, ...(subcode !== undefined && { subcode }), at } });
}

function stopMarketing(
  draft: RecordWriter,
  conversation: { contactId: string; identityId?: string | undefined },
  at: number,
): void {
  for (const identity of draft.all('identities')) {
    if (identity.contactId !== conversation.contactId || identity.supersededAt !== undefined) continue;
    if (identity.marketing !== undefined && at < identity.marketing.at) continue;
    draft.patch('identities', identity.id, { marketing: { stopped: true, at } });
  }
}

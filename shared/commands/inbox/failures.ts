import { adviseOnSendError, type SendError } from '#shared/channels/send-errors.ts';
import { stopsChannel } from '#shared/channels/pace.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
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
  for (const channel of draft.all('channels')) {
    if (accountIdOf(channel) !== conversation.accountId || at <= (channel.resumedAt ?? 0)) continue;
    // A channel that is stopped stays so, whatever else is said of it.
    if (channel.trouble !== undefined && (stopsChannel(channel.trouble, channel.kind) || !stops)) continue;
    draft.patch('channels', channel.id, { trouble: { code: error.code, at } });
  }
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

import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallResult, MailAccess, OutgoingMail } from '#shared/bridge/contract.ts';
import { offeredPage } from '#shared/channels/choice/offered.ts';
import type { MetaRecipient } from '#shared/channels/channel.ts';
import { needsHumanTag } from '#shared/channels/meta/pages/rules.ts';
import { templateOf } from '#shared/channels/meta/whatsapp/templates.ts';
import type { Channel } from '#shared/domain/channel.ts';
import { commentTarget } from '#shared/domain/comment.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import type { MediaKind } from '#shared/domain/media.ts';
import { problem, type Result } from '#shared/lib/result.ts';
import { accountOf } from '../channels/accounts.ts';

/** What a send came to. */
export type Sent = CallResult<'channel.send'>;

export interface UploadedFile {
  kind: MediaKind;
  mediaId: string;
  filename: string | undefined;
}

export interface Delivery {
  channel: Channel;
  conversation: Conversation;
  recipient: MetaRecipient;
  message: Message;
  /** What Meta has of its file. */
  file: UploadedFile | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** Hands one e-mail to the shell. */
export function deliverMail(bridge: Bridge, account: MailAccess, mail: OutgoingMail): Promise<Result<Sent>> {
  return bridge.call('mail.send', { account, mail });
}

/** Hands one message to the shell. */
export function deliver(
  bridge: Bridge,
  { channel, conversation, recipient, message, file, now }: Delivery,
): Promise<Result<Sent>> {
  const { id, replyTo, text = '', content } = message;
  const account = accountOf(channel);
  const comment = commentTarget(message);
  if (comment !== undefined && 'underComment' in comment)
    return account.kind === 'whatsapp'
      ? Promise.resolve(problem('egress.wrong-channel', 'There are no comments on WhatsApp.'))
      : bridge.call('channel.answerComment', { account, commentId: comment.underComment, text });
  // The command let a later answer pass only where a person wrote it.
  const humanAgent = needsHumanTag(conversation.lastInboundAt, now);
  const address = { account, recipient, replyTo, correlation: id, humanAgent };
  const template = templateOf(content);
  if (template !== undefined && account.kind === 'whatsapp')
    return bridge.call('channel.sendTemplate', { ...address, account, template });
  const offered = offeredPage(channel.kind, message)?.rendered;
  if (offered !== undefined) return bridge.call('channel.sendChoice', { ...address, choice: offered });
  if (file === undefined) return bridge.call('channel.send', { ...address, text });
  return bridge.call('channel.sendMedia', { ...address, ...file, caption: text });
}

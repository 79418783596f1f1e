import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import { needsHumanTag } from '#shared/channels/meta/pages/rules.ts';
import type { Recipient } from '#shared/channels/meta/whatsapp/outbound.ts';
import { templateOf } from '#shared/channels/meta/whatsapp/templates.ts';
import type { Channel, WhatsappChannel } from '#shared/domain/channel.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import type { MediaKind } from '#shared/domain/media.ts';
import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';
import { pageAccount, whatsappAccount } from '../channels/accounts.ts';

/** What a send came to. */
export type Sent = CallResult<'whatsapp.send'>;

export interface UploadedFile {
  kind: MediaKind;
  mediaId: string;
  filename: string | undefined;
}

export interface Delivery {
  channel: Channel;
  conversation: Conversation;
  recipient: Recipient | { scopedId: string };
  message: Message;
  /** What Meta has of its file. */
  file: UploadedFile | undefined;
  /** Epoch milliseconds. */
  now: number;
}

/** Hands one message to the shell, in the form that its channel takes. */
export async function deliver(bridge: Bridge, delivery: Delivery): Promise<Result<Sent>> {
  const { channel, recipient } = delivery;
  if (channel.kind === 'whatsapp' && !('scopedId' in recipient))
    return deliverWhatsapp(bridge, channel, recipient, delivery);
  if (channel.kind !== 'whatsapp' && 'scopedId' in recipient) return deliverToPage(bridge, delivery);
  return problem('egress.wrong-channel', 'This customer cannot be reached over this channel.');
}

function deliverWhatsapp(
  bridge: Bridge,
  channel: WhatsappChannel,
  recipient: Recipient,
  { message, file }: Delivery,
): Promise<Result<Sent>> {
  const { id, replyTo, text = '', content } = message;
  const address = { account: whatsappAccount(channel), recipient, replyTo, correlation: id };
  const template = templateOf(content);
  if (template !== undefined) return bridge.call('whatsapp.sendTemplate', { ...address, template });
  if (file === undefined) return bridge.call('whatsapp.send', { ...address, text });
  return bridge.call('whatsapp.sendMedia', { ...address, ...file, caption: text });
}

function deliverToPage(
  bridge: Bridge,
  { channel, conversation, recipient, message, file, now }: Delivery,
): Promise<Result<Sent>> {
  const address = {
    account: pageAccount(channel),
    recipientId: 'scopedId' in recipient ? recipient.scopedId : '',
    replyTo: message.replyTo,
    // The command let it pass only where a person wrote it.
    humanAgent: needsHumanTag(conversation.lastInboundAt, now),
  };
  if (file === undefined) return bridge.call('pages.send', { ...address, text: message.text ?? '' });
  const { kind, mediaId } = file;
  return bridge.call('pages.sendMedia', { ...address, kind, mediaId });
}

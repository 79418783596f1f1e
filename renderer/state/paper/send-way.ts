import { channelRules } from '#shared/channels/channel.ts';
import type { Conversation } from '#shared/domain/conversation.ts';

/** How a PDF can reach a customer now. */
export type SendWay =
  /** As a document, because they have written lately. */
  | { kind: 'document'; conversation: Conversation }
  /** WhatsApp takes only what Meta has approved: a template that names the invoice. */
  | { kind: 'template'; conversation: Conversation }
  /** They have written, and the channel takes nothing more now. */
  | { kind: 'closed' }
  /** They have never written. */
  | { kind: 'none' };

const pdf = 'application/pdf';

/** The best way through the customer's own conversations: the one they wrote in last counts first. */
export function sendWay(conversations: readonly Conversation[], now: number): SendWay {
  // E-mail is a way of its own, with a subject and an address: see `useMailWay`.
  const talks = conversations.filter(({ channel }) => channel !== 'email');
  const latest = talks.toSorted((a, b) => (b.lastInboundAt ?? 0) - (a.lastInboundAt ?? 0));
  const open = latest.find(({ channel, lastInboundAt }) => {
    const { files, replyWindow } = channelRules(channel);
    return files.kindOf(pdf) === 'document' && replyWindow(lastInboundAt, now, 'owner').open;
  });
  if (open !== undefined) return { kind: 'document', conversation: open };
  const formal = latest.find(({ channel }) => channelRules(channel).hasTemplates);
  if (formal !== undefined) return { kind: 'template', conversation: formal };
  return { kind: latest.length > 0 ? 'closed' : 'none' };
}

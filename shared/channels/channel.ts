import type { ChannelKind } from '#shared/domain/channel.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { emailRules } from './email/rules.ts';
import type { FileRules } from './files.ts';
import { instagramRules } from './meta/pages/instagram.ts';
import { messengerRules } from './meta/pages/messenger.ts';
import type { ReplyWindow } from './reply-window.ts';
import type { SendLimits } from './pace.ts';
import type { SendError, SendErrorMeaning } from './send-errors.ts';
import { websiteRules } from './website.ts';
import { whatsappRules } from './meta/whatsapp/rules.ts';

export type Author = 'owner' | 'assistant';

/** A customer as Meta is told them: by a number, by an id, by one that counts for one account, or by what they wrote. */
export type MetaRecipient =
  | { phone: string }
  | { userId: string }
  | { scopedId: string }
  | { commentId: string };
/** A customer as a send names them. */
export type Recipient = MetaRecipient | { email: string };

/**
 * What differs between the channels: when one may answer, how long an answer may be, how fast it may follow the
 * last one, what can be sent besides text, and what an error means.
 */
export interface ChannelRules {
  kind: ChannelKind;
  /** As people call it. */
  name: string;
  /** How long a free answer is taken. A person may have longer than the assistant. */
  replyWindow(lastInboundAt: number | undefined, now: number, author: Author): ReplyWindow;
  /** The longest text, and its length as the channel counts it. */
  textLimit: number;
  textLength(text: string): number;
  /** `bytes` in UTF-8, or `characters`. */
  textUnit: 'characters' | 'bytes';
  limits: SendLimits;
  /** The longest comment, in characters; left out where there are none. */
  commentLimit?: number;
  /** Whether there are approved templates for when the window is shut. */
  hasTemplates: boolean;
  files: FileRules;
  /** What an error means and asks for; `undefined` for one that is not known. */
  meaningOf(error: SendError): SendErrorMeaning | undefined;
}

const rules: Record<ChannelKind, ChannelRules> = {
  whatsapp: whatsappRules,
  instagram: instagramRules,
  messenger: messengerRules,
  website: websiteRules,
  email: emailRules,
};

export function channelRules(kind: ChannelKind): ChannelRules {
  return rules[kind];
}

/**
 * A group is read here and answered in the app: nothing here would say who of it gets an answer. What stands under a
 * post is answered by what knows that everybody reads it.
 */
export function checkPrivate({
  groupId,
  postId,
}: {
  groupId?: string | undefined;
  postId?: string | undefined;
}): Result<void> {
  if (postId !== undefined)
    return problem(
      'message.public',
      'These are comments under a post: an answer there is read by everybody. Nothing was sent.',
      'Answer in public, or write to the customer alone.',
    );
  if (groupId === undefined) return ok();
  return problem(
    'message.group',
    'This is a group. Plumbline shows what is said there and writes to single customers only. Nothing was sent.',
    'Answer in the app, or write to the customer in their own conversation.',
  );
}

/** Whether the channel takes a text of this length. */
export function checkTextLength(kind: ChannelKind, text: string): Result<void> {
  const { name, textLimit, textLength, textUnit } = rules[kind];
  const length = textLength(text);
  if (length <= textLimit) return ok();
  const unit = textUnit === 'bytes' ? 'bytes (a letter with an accent has two)' : 'characters';
  return problem(
    'message.too-long',
    `${name} takes at most ${textLimit} ${unit}; this message has ${length}.`,
    'Send it in two parts.',
  );
}

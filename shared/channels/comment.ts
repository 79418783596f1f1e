import type { ChannelKind } from '#shared/domain/channel.ts';
import type { CommentTarget } from '#shared/domain/comment.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { channelRules, checkTextLength } from './channel.ts';

/** Whether the channel takes words of this length under a comment, or from there to its writer alone. */
export function checkCommentLength(kind: ChannelKind, target: CommentTarget, text: string): Result<void> {
  if ('toComment' in target) return checkTextLength(kind, text);
  const { commentLimit = 0 } = channelRules(kind);
  return text.length <= commentLimit
    ? ok()
    : problem(
        'message.too-long',
        `A comment on ${placeOf(kind)} has at most ${commentLimit} characters; this one has ${text.length}.`,
        'Shorten it.',
      );
}

/** Where the comments of a channel are read: Messenger is the private side of a page on Facebook. */
export function placeOf(kind: ChannelKind): string {
  return kind === 'messenger' ? 'Facebook' : channelRules(kind).name;
}

import {
  type Author,
  type ChannelRules,
  channelRules,
  checkPrivate,
  checkTextLength,
} from '#shared/channels/channel.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { holdsPlaceholder } from '#shared/domain/placeholder.ts';
import { hasEmptyPlace } from '#shared/domain/quick-reply.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';

/** Whether a channel takes a free message, and these words. `at`: when it would go out. */
export function checkSendable(
  conversation: Conversation,
  { text, author = 'owner' }: { text: string; author?: Author | undefined },
  at: number,
  now: number,
): Result<void> {
  const { channel, lastInboundAt } = conversation;
  const isPrivate = checkPrivate(conversation);
  if (!isPrivate.ok) return isPrivate;
  const said = checkWords(text, checkTextLength(channel, text));
  if (!said.ok) return said;
  const rules = channelRules(channel);
  if (rules.replyWindow(lastInboundAt, at, author).open) return ok();
  if (rules.replyWindow(lastInboundAt, now, author).open)
    return problem(
      'message.window-closes',
      `At that time the hours in which ${rules.name} takes free answers are over. Nothing was scheduled.`,
      'Choose an earlier time.',
    );
  return windowClosed(
    rules,
    lastInboundAt,
    author === 'assistant' && rules.replyWindow(lastInboundAt, at, 'owner').open,
  );
}

/** Whether these words can be sent anywhere. `length`: what the channel says to it. */
export function checkWords(text: string, length: Result<void>): Result<void> {
  if (text === '') return problem('message.empty', 'There is nothing to send yet.');
  if (!length.ok) return length;
  if (hasEmptyPlace(text))
    return problem(
      'message.empty-place',
      'A place between {{ and }} is still empty. Nothing was sent.',
      'Write what belongs there.',
    );
  if (holdsPlaceholder(text))
    return problem(
      'message.placeholder',
      'A name or number is still missing: a token such as ⟦PERSON_1⟧ stands in its place. Nothing was sent.',
      'Write what belongs there.',
    );
  return ok();
}

function windowClosed(
  { name, hasTemplates }: ChannelRules,
  lastInboundAt: number | undefined,
  aPersonMay: boolean,
): Result<never> {
  if (aPersonMay)
    return problem(
      'message.person-only',
      `More than 24 hours have passed since the customer last wrote: ${name} now takes only what a person has written. Nothing was sent.`,
      'Write the answer yourself.',
    );
  const why =
    lastInboundAt === undefined
      ? 'This customer has not written to you yet'
      : 'Too much time has passed since the customer last wrote';
  if (!hasTemplates)
    return problem(
      'message.window-closed',
      `${why}, so ${name} takes no answer. Nothing was sent.`,
      'Wait until the customer writes.',
    );
  return problem(
    'message.window-closed',
    `${why}, so ${name} takes only an approved template. Nothing was sent.`,
    'Send a template, or wait until the customer writes.',
  );
}

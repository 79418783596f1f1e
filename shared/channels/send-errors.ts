import type { ChannelKind } from '#shared/domain/channel.ts';
import { channelRules } from './channel.ts';

/**
 * What to do about an error of a channel.
 * - `window-shut`: the customer wrote too long ago; a template where the channel has them, otherwise nothing.
 * - `never`: this message will not get through; sending it again would not help.
 * - `wait`: this recipient must rest for a day.
 * - `pair-limit`: too many messages to this recipient; the others go on.
 * - `reload-templates`: the template is not as it is known here.
 * - `back-off`: too much at once; slow the whole queue down.
 * - `retry`: the channel's own trouble; try again later, with growing pauses.
 * - `pause-campaigns`, `opt-out`: stop mass sending, or marketing to this person.
 * - `reconnect`: token or permission; stop the queue until the owner connects again.
 * - `stop`: the account may not send; stop the queue.
 * - `fix`: the message itself is wrong.
 */
export type SendReaction =
  | 'window-shut'
  | 'never'
  | 'wait'
  | 'pair-limit'
  | 'reload-templates'
  | 'back-off'
  | 'retry'
  | 'pause-campaigns'
  | 'opt-out'
  | 'reconnect'
  | 'stop'
  | 'fix';

export interface SendErrorAdvice {
  reaction: SendReaction;
  /** What happened and what to do, for the owner. */
  sentence: string;
}

/** How a channel names what went wrong. */
export interface SendError {
  code: number;
  /** Where one code has several meanings, this tells them apart. */
  subcode?: number | undefined;
}

export interface SendErrorMeaning {
  reaction: SendReaction;
  /** `name`: the channel, as people call it. */
  sentence: (name: string) => string;
}

/** What an error means and asks for. An unknown one is shown and not retried. */
export function adviseOnSendError(error: SendError, channel: ChannelKind): SendErrorAdvice {
  const { name, meaningOf } = channelRules(channel);
  const { reaction, sentence } = meaningOf(error) ?? notKnown(error);
  return { reaction, sentence: sentence(name) };
}

function notKnown({ code }: SendError): SendErrorMeaning {
  const sentence = (name: string) =>
    `${name} refused the message (code ${code}). See the details for the reason.`;
  return { reaction: 'fix', sentence };
}

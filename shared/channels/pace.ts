import type { ChannelKind } from '#shared/domain/channel.ts';
import { adviseOnSendError, type SendError } from './send-errors.ts';

/** How fast a channel takes messages. */
export interface SendLimits {
  /** Messages a second for one number, page or mailbox; a fraction where there is one in several seconds. */
  perSecond: number;
  /** Messages that one recipient may get at once, and how long until there is room for one more (milliseconds). */
  burst: number;
  refillMilliseconds: number;
}

const second = 1000;
const minute = 60 * second;

/**
 * How long to wait until a refused message is sent again by itself, in milliseconds; `undefined` where that is
 * no use. `tries`: how often it was refused before. WhatsApp's rule for one recipient is 4^n seconds.
 */
export function pauseAfter(error: SendError, channel: ChannelKind, tries: number): number | undefined {
  switch (adviseOnSendError(error, channel).reaction) {
    case 'pair-limit':
      return tries < 6 ? 4 ** (tries + 1) * second : undefined;
    case 'back-off':
      return Math.min(2 ** Math.min(tries, 10) * second, minute);
    case 'retry':
      return tries < 8 ? Math.min(2 ** (tries + 1) * second, 10 * minute) : undefined;
    default:
      return undefined;
  }
}

/** Whether nothing more is to be sent over the channel until the owner has seen to it. */
export function stopsChannel(error: SendError, channel: ChannelKind): boolean {
  const { reaction } = adviseOnSendError(error, channel);
  return reaction === 'reconnect' || reaction === 'stop';
}

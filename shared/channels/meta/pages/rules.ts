import type { SendLimits } from '../../pace.ts';
import type { ReplyWindow } from '../../reply-window.ts';

const hour = 60 * 60 * 1000;
const standardWindow = 24 * hour;
const humanWindow = 7 * 24 * hour;

/** A modest pace of our own: Meta counts the calls of a page over the day and says so with its codes. */
export const pageSendLimits: SendLimits = { perSecond: 10, burst: 20, refillMilliseconds: 3000 };

/**
 * Instagram and Messenger take an answer for 24 hours. What a person writes may go out for seven days, marked as
 * such (`HUMAN_AGENT`); what the assistant wrote may not.
 */
export function pageReplyWindow(
  lastInboundAt: number | undefined,
  now: number,
  author: 'owner' | 'assistant' = 'owner',
): ReplyWindow {
  if (lastInboundAt === undefined) return { open: false, closesAt: undefined, minutesLeft: 0 };
  const closesAt = lastInboundAt + (author === 'owner' ? humanWindow : standardWindow);
  const open = now < closesAt;
  return { open, closesAt, minutesLeft: open ? Math.floor((closesAt - now) / 60_000) : 0 };
}

/** Whether an answer must be marked as a person's. */
export function needsHumanTag(lastInboundAt: number | undefined, now: number): boolean {
  return lastInboundAt !== undefined && now >= lastInboundAt + standardWindow;
}

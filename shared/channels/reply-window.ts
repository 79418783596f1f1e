const windowLength = 24 * 60 * 60 * 1000;

export interface ReplyWindow {
  /** Whether free text may be sent; otherwise WhatsApp takes an approved template only. */
  open: boolean;
  /** Epoch milliseconds; `undefined` where the customer has never written. */
  closesAt: number | undefined;
  /** Whole minutes until it closes, 0 when it is closed. */
  minutesLeft: number;
}

/** WhatsApp allows free text within 24 hours of the customer's last message. Moments are epoch milliseconds. */
export function replyWindow(lastInboundAt: number | undefined, now: number): ReplyWindow {
  if (lastInboundAt === undefined) return { open: false, closesAt: undefined, minutesLeft: 0 };
  const closesAt = lastInboundAt + windowLength;
  const open = now < closesAt;
  return { open, closesAt, minutesLeft: open ? Math.floor((closesAt - now) / 60_000) : 0 };
}

export interface ReplyWindow {
  /** Whether free text may be sent. */
  open: boolean;
  /** Epoch milliseconds; `undefined` where the customer has never written. */
  closesAt: number | undefined;
  /** Whole minutes until it closes, 0 when it is closed. */
  minutesLeft: number;
}

export const day = 24 * 60 * 60 * 1000;

/** A window of this length from the customer's last message on. All in milliseconds, moments since 1970. */
export function replyWindow(lastInboundAt: number | undefined, now: number, length: number): ReplyWindow {
  if (lastInboundAt === undefined) return { open: false, closesAt: undefined, minutesLeft: 0 };
  const closesAt = lastInboundAt + length;
  const open = now < closesAt;
  return { open, closesAt, minutesLeft: open ? Math.floor((closesAt - now) / 60_000) : 0 };
}

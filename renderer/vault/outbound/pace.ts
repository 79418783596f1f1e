import type { SendLimits } from '#shared/channels/pace.ts';

interface Bucket {
  tokens: number;
  /** When the tokens were counted. */
  at: number;
}

/**
 * When the next message may go out, by the limits of its channel: for each recipient and for the whole number.
 * In memory only: after a restart Meta's own refusal slows the queue down. Moments are epoch milliseconds.
 */
export interface Pace {
  readyAt(place: Place, limits: SendLimits, now: number): number;
  spend(place: Place, limits: SendLimits, now: number): void;
  /** Nothing goes out over this channel before that moment. */
  hold(channelId: string, until: number): void;
}

interface Place {
  channelId: string;
  conversationId: string;
}

export function createPace(): Pace {
  const pairs = new Map<string, Bucket>();
  const channels = new Map<string, Bucket>();
  const held = new Map<string, number>();

  return {
    readyAt({ channelId, conversationId }, limits, now) {
      const pair = filled(pairs.get(conversationId), limits.burst, limits.refillMilliseconds, now);
      const all = filled(
        channels.get(channelId),
        Math.max(1, limits.perSecond),
        1000 / limits.perSecond,
        now,
      );
      return Math.max(
        held.get(channelId) ?? 0,
        now + waitFor(pair, limits.refillMilliseconds),
        now + waitFor(all, 1000 / limits.perSecond),
      );
    },
    spend({ channelId, conversationId }, limits, now) {
      const pair = filled(pairs.get(conversationId), limits.burst, limits.refillMilliseconds, now);
      const all = filled(
        channels.get(channelId),
        Math.max(1, limits.perSecond),
        1000 / limits.perSecond,
        now,
      );
      pairs.set(conversationId, { tokens: pair.tokens - 1, at: now });
      channels.set(channelId, { tokens: all.tokens - 1, at: now });
    },
    hold(channelId, until) {
      held.set(channelId, Math.max(until, held.get(channelId) ?? 0));
    },
  };
}

function filled(bucket: Bucket | undefined, capacity: number, refill: number, now: number): Bucket {
  if (bucket === undefined) return { tokens: capacity, at: now };
  const tokens = Math.min(capacity, bucket.tokens + Math.max(0, now - bucket.at) / refill);
  return { tokens, at: now };
}

function waitFor({ tokens }: Bucket, refill: number): number {
  return tokens >= 1 ? 0 : Math.ceil((1 - tokens) * refill);
}

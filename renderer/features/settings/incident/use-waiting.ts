import { useMemo } from 'react';
import { deliveryState } from '#shared/channels/delivery.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { allMessages } from '#shared/records/messages.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader } from '#renderer/state/records.ts';

const read = ['messages', 'messageStates'] as const;

export interface Waiting {
  /** What would have gone out by now. */
  now: Message[];
  /** How many are for later, and stay so. */
  later: number;
  /** What a pause has held back, and nobody has sent or taken away since; the newest first. */
  held: Message[];
}

/** What has been written and has not gone out, of the months that are open. */
export function useWaiting(): Waiting {
  const records = useReader(read);
  const now = useNow();
  const open = useMemo(
    () =>
      [...allMessages(records)].filter(
        (message) =>
          message.direction === 'out' &&
          message.attemptedAt === undefined &&
          message.discarded !== true &&
          deliveryState(message) === 'queued',
      ),
    [records],
  );
  return useMemo(() => {
    const queued = open.filter(({ heldAt }) => heldAt === undefined);
    const due = queued.filter(({ sendAt, at }) => (sendAt ?? at) <= now);
    return {
      now: due,
      later: queued.length - due.length,
      held: open.filter(({ heldWhy }) => heldWhy === 'paused').toSorted((a, b) => b.at - a.at),
    };
  }, [open, now]);
}

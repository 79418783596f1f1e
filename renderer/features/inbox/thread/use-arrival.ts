import { useEffect, useEffectEvent, type RefObject } from 'react';
import { useSearch } from '@tanstack/react-router';
import { useEarlierMessages } from '#renderer/state/history.ts';
import type { ThreadItem } from './thread-items.ts';

/** So near to its beginning, in px, earlier messages are brought. */
const nearStart = 600;

/**
 * Brings earlier messages as one scrolls up, and the message that the address names (`?message=`) into sight,
 * however long ago it was written. Gives what is to be called while the thread scrolls.
 */
export function useArrival(
  { items, conversationId }: { items: ThreadItem[]; conversationId: string },
  scroller: RefObject<HTMLElement | null>,
  jump: (messageId: string) => void,
): () => void {
  const { message: targetId } = useSearch({ strict: false });
  const { more, load } = useEarlierMessages(conversationId);
  const isThere = targetId === undefined || items.some(({ id }) => id === targetId);

  // Only when it appears: what comes before it later must not move the reader.
  const show = useEffectEvent((id: string) => jump(id));
  useEffect(() => {
    if (isThere && targetId !== undefined) show(targetId);
  }, [targetId, isThere]);

  // Again whenever more has come: a thread that does not fill its place brings the month before.
  const count = items.length;
  useEffect(() => {
    const isNear = count === 0 || (scroller.current?.scrollTop ?? 0) < nearStart;
    if (more && (isNear || !isThere)) load();
  }, [count, more, isThere, load, scroller]);

  return () => {
    if (more && (scroller.current?.scrollTop ?? 0) < nearStart) load();
  };
}

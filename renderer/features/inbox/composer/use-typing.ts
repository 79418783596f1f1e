import { useRef } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import { vault } from '#renderer/state/vault-client.ts';

/** How often the vault is told that somebody still types, in milliseconds. It decides whether the customer sees it. */
const atMostEvery = 5000;

/** To be called with each letter of an answer: the customer may see that one is being written. */
export function useTyping(conversationId: string): () => void {
  const toldAt = useRef(-Infinity);
  return () => {
    const now = performance.now();
    if (now - toldAt.current < atMostEvery) return;
    toldAt.current = now;
    ignore(vault().typing(conversationId));
  };
}

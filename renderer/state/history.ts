import { useCallback, useEffect, useRef, useState } from 'react';
import { drop } from '#shared/lib/drop.ts';
import { vault } from './vault-client.ts';

/** The earlier messages of a conversation, which are in months that are closed until somebody looks at them. */
export interface EarlierMessages {
  /** There may be some that are not shown yet. */
  more: boolean;
  /** Opens the next older month that holds any. Does nothing while one is being opened. */
  load(): void;
}

export function useEarlierMessages(conversationId: string): EarlierMessages {
  const [exhausted, setExhausted] = useState<string>();
  const loading = useRef(false);
  const load = useCallback(() => {
    if (loading.current) return;
    loading.current = true;
    async function open(): Promise<void> {
      const { more } = await vault().openEarlier(conversationId);
      loading.current = false;
      if (!more) setExhausted(conversationId);
    }
    drop(open());
  }, [conversationId]);
  return { more: exhausted !== conversationId, load };
}

/** Opens the closed years that hold something of a contact, so that what is shown of them is complete. */
export function useHistory(contactId: string | undefined): void {
  useEffect(() => {
    if (contactId !== undefined) drop(vault().openHistory(contactId));
  }, [contactId]);
}

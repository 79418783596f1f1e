import { useCallback, useEffect, useRef, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import type { YearlyCompartment } from '#renderer/vault/archive/api.ts';
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
    ignore(open());
  }, [conversationId]);
  return { more: exhausted !== conversationId, load };
}

/** Opens the closed years that hold something of a contact, so that what is shown of them is complete. */
export function useHistory(contactId: string | undefined): void {
  useEffect(() => {
    if (contactId !== undefined) ignore(vault().openHistory(contactId));
  }, [contactId]);
}

/** The years before those that a list shows, which are closed until somebody asks for them. */
export interface EarlierYears {
  /** The newest of them; left out where there is none. */
  year: number | undefined;
  /** Opens it, which brings its records to the list. */
  open(): void;
}

/** `count`: how many records there are. It changes when years are opened, here or elsewhere. */
export function useEarlierYears(compartment: YearlyCompartment, count: number): EarlierYears {
  const [year, setYear] = useState<number>();
  useEffect(() => {
    let isCurrent = true;
    async function ask(): Promise<void> {
      const found = await vault().earlierYear(compartment);
      if (isCurrent) setYear(found);
    }
    ignore(ask());
    return () => {
      isCurrent = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- that records have come is why it asks again
  }, [compartment, count]);
  const open = useCallback(() => {
    async function openOne(): Promise<void> {
      await vault().openEarlierYear(compartment);
      setYear(await vault().earlierYear(compartment));
    }
    ignore(openOne());
  }, [compartment]);
  return { year, open };
}

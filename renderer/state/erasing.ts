import { create } from 'zustand';
import type { ErasureSubject } from '#shared/rights/erasure.ts';
import { useMe } from './members.ts';
import { useSession } from './session.ts';

/** What the owner is asked about before it is erased for good, and what they know it by. */
export interface ErasureQuestion extends ErasureSubject {
  name: string;
}

/** The question stands over the room that asks it: a contact, a conversation, a job. */
export const useErasing = create<{ question: ErasureQuestion | undefined }>(() => ({ question: undefined }));

useSession.subscribe(({ vault: state }) => {
  if (state !== 'unlocked') useErasing.setState({ question: undefined });
});

export function askToErase(question: ErasureQuestion): void {
  useErasing.setState({ question });
}

export function closeErasing(): void {
  useErasing.setState({ question: undefined });
}

/** Only an owner erases for good. */
export function useMayErase(): boolean {
  return useMe()?.role === 'owner';
}

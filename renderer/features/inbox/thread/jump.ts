import { createContext, use } from 'react';

/** Scrolls the thread to a message and marks it for a moment. Outside of a thread it leads nowhere. */
export const JumpContext = createContext<((messageId: string) => void) | undefined>(undefined);

export function useJump(): ((messageId: string) => void) | undefined {
  return use(JumpContext);
}

import { create } from 'zustand';
import { useSession } from './session.ts';

/** Whether the form stands open in which a call is taken down: it opens over any room, because a phone rings anywhere. */
export const useCall = create<{ opened: boolean }>(() => ({ opened: false }));

useSession.subscribe(({ vault: state }) => {
  if (state !== 'unlocked') useCall.setState({ opened: false });
});

export function openCall(): void {
  useCall.setState({ opened: true });
}

export function closeCall(): void {
  useCall.setState({ opened: false });
}

import type { ReactNode } from 'react';
import { create } from 'zustand';
import { KeepsUnsaved } from '../fields/keeps-unsaved.tsx';
import { mount } from './mount.tsx';

/** Shows parts of a screen in a window that a test locks and unlocks: they are gone, and begin anew. */
export function mountLockable(parts: ReactNode) {
  const useOpen = create(() => ({ isOpen: true }));

  function Lockable() {
    const isOpen = useOpen((window) => window.isOpen);
    return <KeepsUnsaved>{isOpen && parts}</KeepsUnsaved>;
  }

  mount(<Lockable />);
  return {
    lock: () => useOpen.setState({ isOpen: false }),
    unlock: () => useOpen.setState({ isOpen: true }),
  };
}

import { useState } from 'react';

/** A text that is saved when the owner is done with it, not while it is typed. */
export function useTyped(value: string, onSave: (value: string) => void) {
  const [draft, setDraft] = useState<string>();
  return {
    shown: draft ?? value,
    type: setDraft,
    /** `chosen`: picked from a list just now. */
    save(chosen?: string): void {
      const wanted = (chosen ?? draft ?? value).trim();
      setDraft(undefined);
      if (wanted !== value) onSave(wanted);
    },
  };
}

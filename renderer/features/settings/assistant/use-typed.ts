import { ignore } from '#shared/lib/ignore.ts';
import { type Saving, useUnsaved } from '#renderer/ui/index.ts';

/** A text that is saved when the owner is done with it, not while it is typed; what is refused stays. */
export function useTyped(value: string, onSave: (value: string) => Saving) {
  const unsaved = useUnsaved();
  return {
    shown: unsaved.value ?? value,
    error: unsaved.error,
    type: unsaved.type,
    /** `chosen`: picked from a list just now. */
    save(chosen?: string): void {
      const wanted = (chosen ?? unsaved.value ?? value).trim();
      if (wanted === value) unsaved.takeBack();
      else if (chosen !== undefined || !unsaved.isSaving) ignore(unsaved.keepUntil(wanted, onSave(wanted)));
    },
  };
}

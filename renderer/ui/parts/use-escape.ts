import { useEffect } from 'react';
import { isTyping } from './is-typing.ts';

/** Whether a menu or a dialog stood open when the key went down: by the time others hear of it, it may be gone. */
let didFloat = false;
addEventListener('keydown', () => (didFloat = somethingFloats()), true);

/** Calls `onEscape` when Esc is pressed outside of fields, menus and dialogs. The innermost user wins. */
export function useEscape(onEscape: (() => void) | undefined): void {
  useEffect(() => {
    if (onEscape === undefined) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isTyping(event.target) || didFloat) return;
      event.preventDefault();
      onEscape();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onEscape]);
}

function somethingFloats(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"], [role="listbox"][data-expanded]') !== null;
}

import { useEffect } from 'react';
import { isTyping } from './is-typing.ts';

/** Calls `onEscape` when Esc is pressed outside of fields, menus and dialogs. The innermost user wins. */
export function useEscape(onEscape: (() => void) | undefined): void {
  useEffect(() => {
    if (onEscape === undefined) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isTyping(event.target) || somethingFloats())
        return;
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

const wordless = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'color', 'file']);

/** Whether a key press belongs to a field in which the owner is typing. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !wordless.has(target.type);
  return (
    target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

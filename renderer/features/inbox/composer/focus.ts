const composerId = 'inbox-composer';

/** What the field in which an answer is written is found by. */
export const composerField = { id: composerId };

export function focusComposer(): void {
  document.getElementById(composerId)?.focus();
}

/** The id of the field for the next question. */
export const questionField = 'agent-question';

/** A button that is pressed goes away: the keyboard goes on with the next question. */
export function focusQuestion(): void {
  document.getElementById(questionField)?.focus();
}

/** The words of the composer's sentences in a language. */
export function templateWords(_language: string): string[] {
  return [];
}

/** What stands for a value that stayed on this device. */
export const placeholderTypes = [
  'PERSON',
  'COMPANY',
  'ADDRESS',
  'PHONE',
  'EMAIL',
  'IBAN',
  'CARD',
  'ID',
  'TEXT',
] as const;
export type PlaceholderType = (typeof placeholderTypes)[number];

/** As it is written into a prompt. The brackets are signs that nobody types. */
export function writePlaceholder(type: PlaceholderType, number: number): string {
  return `⟦${type}_${number}⟧`;
}

/** Whether a text still holds a token in the place of a name or number: such a text must not be sent. */
export function holdsPlaceholder(text: string): boolean {
  return /⟦[A-Z]+_\d+⟧/.test(text);
}

/** Where something stands in a text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** A day as written; the year only where it was. */
export interface CalendarDay {
  day: number;
  month: number;
  year: number | undefined;
}

/**
 * Something that a text states and that a record can prove; `text` is how it is written there. What could not be
 * read for certain has no value, and nothing proves it.
 */
export type Claim = Span & { text: string } & (
    | { kind: 'amount'; minor: bigint | undefined }
    | { kind: 'percent'; value: string | undefined }
    | { kind: 'date'; days: CalendarDay[] }
    /** 0 is Sunday. */
    | { kind: 'weekday'; weekday: number }
    /** Minutes of the day; both halves of it where the text leaves them open. */
    | { kind: 'time'; minutes: number[] }
    | { kind: 'link'; address: string }
    | { kind: 'phone'; digits: string }
    /** A bank account or a card. */
    | { kind: 'account'; compact: string }
    /** A house number with its street. */
    | { kind: 'address'; words: string[] }
    /** Any other number: a duration, a count, a discount in words. */
    | { kind: 'number'; value: number }
  );
export type ClaimKind = Claim['kind'];

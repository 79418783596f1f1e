/** A piece of a text with what it may be for a day or a time. */
export interface Token {
  /** One letter for its kind (`lexicon.ts`), so that the grammar can be patterns over kinds. */
  code: string;
  value: number;
  start: number;
  end: number;
  /** The half of the day that it says. */
  half?: 'am' | 'pm';
  /** The part of the day that it names, in minutes. */
  part?: { from: number; to: number };
  /** A numeric date: its numbers in their order. */
  numbers?: number[];
  /** Written in digits; of a clock time, with a zero before it. */
  isDigits?: true;
}

/** A token before it has a place. */
export type Entry = Omit<Token, 'start' | 'end'>;

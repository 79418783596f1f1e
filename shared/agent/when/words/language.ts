/** What a language calls days and times: folded phrases (no accents, small letters), alternatives divided by `|`. */
export interface WhenWords {
  /** From Monday on. */
  weekdays: readonly string[];
  /** Of these, what is also a common word: a weekday only where something beside it says so. */
  weak: string;
  /** From January on. */
  months: readonly string[];
  /** By days from today. */
  relative: Readonly<Record<number, string>>;
  /** Today, in its first or its second half. */
  thisMorning: string;
  thisLater: string;
  /** From one on. */
  numbers: string;
  /** From first on. */
  ordinals: string;
  lastOfMonth: string;
  day: string;
  week: string;
  fortnight: string;
  month: string;
  /** “Next” before or after a weekday. */
  next: string;
  afterNext: string;
  this: string;
  /** Whole phrases. */
  thisWeek: string;
  nextWeek: string;
  weekAfterNext: string;
  /** “In” of “in three days”. */
  in: string;
  /** “From today” of “nine days from today”. */
  fromToday: string;
  from: string;
  after: string;
  until: string;
  not: string;
  or: string;
  between: string;
  every: string;
  past: string;
  filler: string;
  at: string;
  oclock: string;
  am: string;
  pm: string;
  /** “Half”; `halfBefore` says that half ten is 9:30. */
  half: string;
  quarter: string;
  /** Three quarters of the hour that is coming. */
  threeQuarters?: string;
  pastHour: string;
  toHour: string;
  noon: string;
  midnight: string;
  /** What “half ten” means: 30 minutes before, or a question. */
  halfBefore: boolean;
  /** Other spans and their parts: a day beside one is a question. */
  spans: string;
  /** What has a weekday in its name and is none. */
  names: string;
  /** Counted things: the number before one is no time. */
  things: string;
}

/**
 * What a language calls days and times: folded phrases (no accents, small letters), alternatives divided by `|`.
 * An apostrophe may be left out. The letters of the grammar that stand for the fields are in `lexicon.ts`.
 */
export interface WhenWords {
  /** From Monday on. */
  weekdays: readonly string[];
  /** Of these, what is also a common word: a weekday only where something beside it says so. */
  weak: string;
  /** A weekday and a part of the day are one word, and a preposition at the end of a clause belongs to its verb. */
  joinsWords?: true;
  /** From January on. */
  months: readonly string[];
  /** By days from today. */
  relative: Readonly<Record<number, string>>;
  /** Today, in a part of the day. */
  thisMorning: string;
  thisAfternoon: string;
  thisEvening: string;
  /** Tomorrow morning in one word. */
  tomorrowMorning: string;
  /** From one to nineteen; forms of one divided by `/`, as in the three below. */
  numbers: string;
  /** From twenty to fifty: round, and with a `*` in the place of the unit. */
  tens: readonly [round: string, compound: string];
  /** Beside tens. */
  units: string;
  /** From first on, as far as they are not a number with one of these ends: up to nineteen, and above. */
  ordinals: string;
  ordinalEnds?: readonly [small: string, large: string];
  lastOfMonth: string;
  day: string;
  week: string;
  fortnight: string;
  /** Units of no certain number of days. */
  longer: string;
  /** Before or behind the number of a week of the year. */
  weekNumber: string;
  month: string;
  /** “Next” before or after a weekday. */
  next: string;
  afterNext: string;
  this: string;
  /** Whole phrases. */
  thisWeek: string;
  nextWeek: string;
  weekAfterNext: string;
  weekend: string;
  /** Days and times that nobody could name, and feasts, on which nothing is as usual: a question. */
  vagueDay: string;
  vagueTime: string;
  /** “In” of “in three days”. */
  in: string;
  /** “From today” of “nine days from today”. */
  fromToday: string;
  from: string;
  /** Opens a range (“de 9 a 11”), and is a small word by itself. */
  range: string;
  /** Before or behind what is the end. */
  latest: string;
  /** Behind the beginning of what is open. */
  onwards: string;
  /** May mean “from”, or since when something has been so. */
  sinceOrFrom: string;
  after: string;
  /** Before, and not at it. */
  before: string;
  /** Before or after something that is not named beside it. */
  beforeOrAfter: string;
  /** Until, or a farewell (“hasta el viernes”). */
  untilOrBye: string;
  /** Until, at the latest at it. */
  until: string;
  between: string;
  /** Between two ends. */
  to: string;
  or: string;
  and: string;
  /** What takes a day or time away: negation, exception, absence, moving and cancelling. */
  not: string;
  every: string;
  /** Beside a day: it is over. */
  over: string;
  /** Verbs of the past, and what they look like. */
  past: string;
  pastForms: RegExp;
  /** What makes a day depend on something, or names it for the case that another fails: always a question. */
  otherwise: string;
  /** Opens a condition: of several days around one nobody knows which is meant. */
  condition: string;
  /** What begins a clause that belongs to the one before it. */
  that: string;
  /** What begins a clause of its own. */
  clause: string;
  /** Small words before a day that change nothing; “of” asks for what follows. */
  filler: string;
  of: string;
  /** What stands before the number of a day. */
  the: string;
  /** The same at the end of a preposition. */
  article: RegExp;
  at: string;
  oclock: string;
  am: string;
  pm: string;
  morning: string;
  afternoon: string;
  evening: string;
  night: string;
  /** “Half”; `halfBefore` says that half ten is 9:30. */
  half: string;
  quarter: string;
  /** Three quarters of the hour that is coming. */
  threeQuarters: string;
  pastHour: string;
  /** Between an hour and the minutes that it lacks. */
  toHour: string;
  /** Between minutes and the hour to which they are missing. */
  missing: string;
  noon: string;
  midnight: string;
  halfBefore: boolean;
  /** In these languages eight days are a week, fifteen a fortnight. */
  countsBothEnds: boolean;
  /** Hours, of the day or as a length of time. */
  hours: string;
  minutes: string;
  /** Other spans and their parts: a day beside one is a question. */
  spans: string;
  /** What has a day in its name, or greets with one, and is none. */
  names: string;
  /** Counted things: the number before one is no time. */
  things: string;
  /** Before these a number or a date is part of an address. */
  streets: string;
  /** Behind these a weekday is a name. */
  titles: string;
  /** Whoever says so speaks of what is to come: requests, offers, what suits. */
  asks: string;
  /** Of these, what a judgement follows: where that is not known, it may be “badly”. */
  suits: string;
  /** Words that change no day or time. */
  plain: string;
}

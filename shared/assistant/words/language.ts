/**
 * What an owner calls what they ask for, by language: folded phrases (no accents, small letters), alternatives divided
 * by `|`. Between the words of a phrase small words may stand (“cancel the visit”); `…` is a gap for any words; a phrase
 * counts at the beginning of a sentence, one that begins with `…` anywhere, one that ends with `$` only at its end.
 */
export interface OwnerWords {
  /** What stands around a wish and changes nothing of it. */
  polite: string;
  /** By what is wanted. */
  wishes: Record<WishKind, string>;
  /** What a command is about. */
  things: Record<Thing, string>;
  /** Articles, prepositions and possessives. */
  small: string;
  /** What else stands in a question about money. */
  asking: string;
  /** Between whom something is told to and what they are told. */
  that: string;
  /** Before why something is done. */
  because: string;
  /** By what was paid. */
  methods: Record<PaidBy, string>;
  /** From January on. */
  months: readonly string[];
  periods: Record<PeriodName, string>;
}

/** In the order in which they are looked for: the more particular first. */
export const wishKinds = [
  'remind',
  'note',
  'contact',
  'cancel',
  'invoicedSum',
  'paidSum',
  'earnedSum',
  'paid',
  'invoice',
  'complete',
  'move',
  'schedule',
  'owed',
  'free',
  'agenda',
  'unanswered',
  'message',
  'invoices',
  'jobs',
  'prices',
  'find',
] as const;
export type WishKind = (typeof wishKinds)[number];

export type Thing = 'visit' | 'job' | 'invoice';
export const paidBy = ['cash', 'card', 'transfer', 'other'] as const;
export type PaidBy = (typeof paidBy)[number];
export type PeriodName =
  | 'today'
  | 'yesterday'
  | 'thisWeek'
  | 'lastWeek'
  | 'thisMonth'
  | 'lastMonth'
  | 'thisQuarter'
  | 'lastQuarter'
  | 'thisYear'
  | 'lastYear';

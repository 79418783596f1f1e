/** What is looked for in one language, over normalised text: lower case, no accents, no punctuation. */
export interface Rules {
  human: RegExp;
  /** Dissatisfaction, whatever else is said: a result denied, nobody there, damage, money back, anger. */
  complaint: RegExp;
  /** Work that the business has done. */
  ours: RegExp;
  /** Something is wrong with it. With `ours` it is a complaint. */
  fault: RegExp;
  /** Something is wrong again: a complaint unless a visit is asked for, as for any other fault. */
  relapse: RegExp;
  asksVisit: RegExp;
  price: RegExp;
  booking: RegExp;
  hours: RegExp;
  location: RegExp;
  thanks: RegExp;
  greeting: RegExp;
}

/** One expression of whole words out of several. */
export function anyOf(...patterns: string[]): RegExp {
  return new RegExp(String.raw`\b(?:${patterns.join('|')})\b`);
}

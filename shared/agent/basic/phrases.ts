import type { Language } from './language.ts';
import { english } from './phrases-en.ts';
import { german } from './phrases-de.ts';
import { portuguese } from './phrases-pt.ts';
import { spanish } from './phrases-es.ts';

export type Attachment = 'image' | 'video' | 'audio' | 'document' | 'location' | 'contacts';

/** Everything that Basic can say, in one language. Names, prices, days and times come in already written. */
export interface Phrases {
  hello(name: string | undefined): string;
  /** Whether the sentence after `hello` goes on in small letters. */
  firstWordIsSmall: boolean;
  regards(business: string): string;
  /** `today`, `tomorrow`, or a weekday with its preposition: `on Monday`. */
  today: string;
  tomorrow: string;
  onDay(weekday: string): string;
  closed: string;
  /** Joins the last two of a list. */
  and: string;

  thanksForMessage: string;
  howCanWeHelp: string;
  youAreWelcome: string;

  onePrice(service: string, price: string): string;
  takesAbout(duration: string): string;
  manyPrices: string;
  standardPrices: string;
  whatNeedsDoing: string;
  priceAfterDetails: string;
  shallWeVisit: string;
  plusTax(tax: string): string;
  withTax(tax: string): string;

  visitThanks: string;
  dayNoted(day: string): string;
  closedThatDay(day: string, next: string | undefined): string;
  whichDay(hours: string | undefined): string;
  /** Free times that were computed; the owner still confirms. */
  freeTimes(times: string[]): string;
  addressPlease: string;
  describePlease: string;

  openNow(until: string): string;
  closedNow(next: string | undefined): string;
  openOn(day: string, shifts: string): string;
  closedOn(day: string): string;
  ourHours: string;

  ourAddress(address: string): string;

  sorry: string;
  complaintNext: string;
  personally: string;
  callUs(phone: string): string;
  gotAttachment(kind: Attachment): string;
  letMeCheck: string;
  tellMore: string;
}

export const phrases: Record<Language, Phrases> = {
  en: english,
  es: spanish,
  pt: portuguese,
  de: german,
};

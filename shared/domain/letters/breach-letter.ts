import { type Breach, breachedData } from '../breach.ts';
import { breachWords } from './breach-words.ts';
import type { LetterLanguage } from './language.ts';

interface BreachLetterFacts {
  breach: Pick<Breach, 'data' | 'what' | 'consequences' | 'measures'>;
  /** When it was noticed and when it happened, as they are written in that language; left out where nobody knows. */
  noticed: string | undefined;
  happened: string | undefined;
  business: string;
  contact: string | undefined;
  authority: string | undefined;
}

/**
 * What people are told of a breach, as a first draft in their language. What the owner has written of it stands there in
 * the owner's own words.
 */
export function breachLetter(language: LetterLanguage, facts: BreachLetterFacts): string {
  const { breach, noticed, happened, business, contact, authority } = facts;
  const words = breachWords[language];
  const or = (text: string | undefined): string => (text === undefined || text === '' ? words.blank : text);
  const touched = breachedData.filter((each) => breach.data?.[each] !== undefined);
  const data = new Intl.ListFormat(language).format(touched.map((each) => words.data[each]));
  const time = happened === undefined ? '' : ` (${happened})`;
  return [
    words.hello,
    words.noticed(or(noticed)),
    `${words.what} ${or(breach.what)}${time}`,
    `${words.concerned} ${or(data)}`,
    `${words.consequences} ${or(breach.consequences)}`,
    `${words.measures} ${or(breach.measures)}`,
    `${words.ask} ${or(contact)}`,
    ...(authority === undefined ? [] : [words.complain(or(authority))]),
    business,
  ].join('\n\n');
}

import { type Breach, breachedData, type BreachLaw } from '../breach.ts';
import { authorityWords } from './authority-words.ts';
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
  const data = dataIn(language, breach);
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

function dataIn(language: LetterLanguage, { data = {} }: Pick<Breach, 'data'>): string {
  const touched = breachedData.filter((each) => data[each] !== undefined);
  return new Intl.ListFormat(language).format(touched.map((each) => breachWords[language].data[each]));
}

/** What the authority is told of it, as a first draft in a language that it reads. `people`: how many it concerns. */
export function authorityLetter(
  language: LetterLanguage,
  law: BreachLaw,
  facts: BreachLetterFacts & { people: number | undefined },
): string {
  const { breach, noticed, happened, business, contact, authority, people } = facts;
  const words = authorityWords[language];
  const or = (text: string | undefined): string =>
    text === undefined || text === '' ? breachWords[language].blank : text;
  return [
    words.to(or(authority)),
    words.title[law],
    words.from(business, or(contact)),
    words.when(or(noticed), or(happened)),
    words.what(or(breach.what)),
    words.data(or(dataIn(language, breach)), or(people?.toString())),
    words.consequences(or(breach.consequences)),
    words.measures(or(breach.measures)),
    words.rest[law],
  ].join('\n\n');
}

import { isCurrent } from '#shared/domain/bin.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { wordsIn } from '#shared/lib/words.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** Which of the words asked for begin a word of the texts; all of them, or none. */
export function matchWords(asked: string, texts: readonly (string | undefined)[]): string[] | undefined {
  const words = wordsIn(asked).map(({ word }) => word);
  const known = texts.flatMap((text) => wordsIn(text ?? ''));
  return words.every((word) => known.some((each) => each.word.startsWith(word))) ? words : undefined;
}

/** Contacts that are worked with: neither put away nor merged into another. */
export function* currentContacts(records: RecordReader): Iterable<Contact> {
  for (const contact of records.all('contacts')) {
    if (isCurrent(contact) && contact.mergedInto === undefined) yield contact;
  }
}

/** What a contact can be found by. */
export function textsOf({ name, company, phones, emails, addresses }: Contact): (string | undefined)[] {
  return [
    name,
    company,
    ...Object.values(phones ?? {}).map(({ number }) => number),
    ...Object.values(emails ?? {}).map(({ address }) => address),
    ...Object.values(addresses ?? {}).flatMap(({ street, city, postcode }) => [street, city, postcode]),
  ];
}

/** Words of a name that are shorter say too little to be looked for in a sentence, where words are letters. */
const shortestName = 3;
const sign = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/**
 * The contacts that a sentence of the owner names, likeliest first: those with most words of their name in it. A
 * capital letter counts, because “Maria’s boiler” names Maria and not the Boiler Shop. All of a tie are given.
 */
export function contactsNamed(sentence: string, records: RecordReader): Contact[] {
  const said = saidWords(sentence);
  const scored: { contact: Contact; score: number }[] = [];
  for (const contact of currentContacts(records)) {
    const score = scoreOf(contact, said);
    if (score > 0) scored.push({ contact, score });
  }
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ contact }) => contact);
}

/** Every word of the sentence, with 2 for one that has a capital. A genitive counts as the name: “Marias”. */
function saidWords(sentence: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const { word, start } of wordsIn(sentence)) {
    const weight = /^\p{Lu}/u.test(sentence.slice(start)) ? 2 : 1;
    for (const form of [word, withoutGenitive(word)]) words.set(form, Math.max(weight, words.get(form) ?? 0));
  }
  return words;
}

/** “Marias Termin”, “O’Brien’s job”. */
export function withoutGenitive(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** A person's own name says more than the name of a company, which is often made of the words of the trade. */
function scoreOf({ name, company = '' }: Contact, said: ReadonlyMap<string, number>): number {
  const own = new Set(wordsIn(name).map(({ word }) => word));
  const other = wordsIn(company).flatMap(({ word }) => (own.has(word) ? [] : word));
  return 2 * weigh([...own], said) + weigh(other, said);
}

function weigh(words: string[], said: ReadonlyMap<string, number>): number {
  return words.reduce(
    (sum, word) => sum + (word.length < shortestName && !sign.test(word) ? 0 : (said.get(word) ?? 0)),
    0,
  );
}

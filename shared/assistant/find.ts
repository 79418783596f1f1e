import { normalise, wordsOf } from '#shared/agent/basic/words.ts';
import { isCurrent } from '#shared/domain/bin.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** Which of the words asked for begin a word of the texts; all of them, or none. */
export function matchWords(asked: string, texts: readonly (string | undefined)[]): string[] | undefined {
  const words = wordsOf(asked);
  const text = ` ${normalise(texts.filter(Boolean).join(' '))}`;
  return words.every((word) => text.includes(` ${word}`)) ? words : undefined;
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

/** Words of a name that are shorter say too little to be looked for in a sentence. */
const shortestName = 3;

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
  for (const [word] of sentence.matchAll(/[\p{L}\p{N}]+/gu)) {
    const weight = /^\p{Lu}/u.test(word) ? 2 : 1;
    const normal = normalise(word);
    words.set(normal, Math.max(weight, words.get(normal) ?? 0));
    if (normal.endsWith('s'))
      words.set(normal.slice(0, -1), Math.max(weight, words.get(normal.slice(0, -1)) ?? 0));
  }
  return words;
}

/** A person's own name says more than the name of a company, which is often made of the words of the trade. */
function scoreOf({ name, company = '' }: Contact, said: ReadonlyMap<string, number>): number {
  const own = new Set(wordsOf(name));
  const other = wordsOf(company).filter((word) => !own.has(word));
  return 2 * weigh([...own], said) + weigh(other, said);
}

function weigh(words: string[], said: ReadonlyMap<string, number>): number {
  return words.reduce((sum, word) => sum + (word.length < shortestName ? 0 : (said.get(word) ?? 0)), 0);
}

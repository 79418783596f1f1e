import type { RecordReader } from '#shared/records/reader.ts';
import type { Address } from '#shared/domain/common.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { PlaceholderType } from '#shared/domain/placeholder.ts';
import { isEveryday, isParticle } from './everyday.ts';
import { fold } from './view.ts';

/** Something that must not leave: as it is put back, and the token's type. */
export interface Entry {
  type: PlaceholderType;
  /** As the owner's records write it. */
  value: string;
  /** What makes two finds the same: type and folded words. */
  key: string;
  /** All its words are everyday words too: then one of them must begin with a capital. */
  needsCapital: boolean;
}

/** A tree over folded words, so that a text is read once however many contacts there are. */
export interface WordNode {
  children: Map<string, WordNode>;
  entry?: Entry;
}

/** What the business knows of people, ready to be found in any text. */
export interface Dictionary {
  words: WordNode;
  /** Names in scripts that set no spaces: found anywhere, the longest first. */
  unspaced: Entry[];
  /** By their last six digits: all digits of the number. */
  phones: Map<string, { digits: string; value: string }[]>;
  country: string | undefined;
}

const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Those whom the text is about come first: of two people of one name, theirs is put back. */
export function buildDictionary(records: RecordReader, about: readonly string[] = []): Dictionary {
  const business = records.get('business', 'business');
  const dictionary: Dictionary = {
    words: { children: new Map() },
    unspaced: [],
    phones: new Map(),
    country: business?.country,
  };
  const first = about.flatMap((id) => records.get('contacts', id) ?? []);
  for (const contact of first) addContact(dictionary, contact);
  for (const contact of records.all('contacts')) addContact(dictionary, contact);
  for (const { kind, value, profileName } of records.all('identities')) {
    if (kind === 'phone') addPhone(dictionary, value);
    else addWords(dictionary, 'ID', value, value);
    addName(dictionary, profileName);
  }
  dictionary.unspaced.sort((a, b) => b.value.length - a.value.length);
  return dictionary;
}

function addContact(dictionary: Dictionary, contact: Contact): void {
  addName(dictionary, contact.name);
  addCompany(dictionary, contact.company);
  for (const { number } of Object.values(contact.phones ?? {})) addPhone(dictionary, number);
  for (const { address } of Object.values(contact.emails ?? {}))
    addWords(dictionary, 'EMAIL', address, address);
  for (const address of Object.values(contact.addresses ?? {})) addAddress(dictionary, address);
}

/** The whole name, turned round, written as one word, and each of its parts. */
function addName(dictionary: Dictionary, given: string | undefined): void {
  const name = given?.trim() ?? '';
  if (name === '') return;
  if (unspacedScript.test(name)) dictionary.unspaced.push(entryOf('PERSON', fold(name), name, false));
  for (const spelling of spellings(name)) {
    addWords(dictionary, 'PERSON', name, spelling);
    const words = wordsOf(spelling);
    if (words.length === 2) addWords(dictionary, 'PERSON', name, words.toReversed().join(' '));
    if (words.length > 1 && words.join('').length > 4) addWords(dictionary, 'PERSON', name, words.join(''));
    const parts = name.split(/[^\p{L}\p{M}\p{N}]+/u);
    for (const part of words.length > 1 ? parts : []) {
      const isName = /\p{L}{2}/u.test(part) && !isParticle(fold(part));
      if (isName) for (const each of spellings(part)) addWords(dictionary, 'PERSON', part, each);
    }
  }
}

function addCompany(dictionary: Dictionary, company: string | undefined): void {
  if (company !== undefined)
    for (const each of spellings(company)) addWords(dictionary, 'COMPANY', company, each);
}

/** A city is none of it: thousands live there, and a price for the drive needs it. */
function addAddress(dictionary: Dictionary, { street, line2, postcode }: Address): void {
  for (const line of [street, line2]) {
    for (const spelling of line === undefined ? [] : streetSpellings(line)) {
      addWords(dictionary, 'ADDRESS', line!, spelling);
    }
  }
  if (postcode !== undefined && /\d/.test(postcode) && postcode.trim().length > 3) {
    addWords(dictionary, 'ADDRESS', postcode, postcode);
    addWords(dictionary, 'ADDRESS', postcode, postcode.replaceAll(/\s/g, ''));
  }
}

const streetWords: [RegExp, string][] = [
  [/\bstreet\b/, 'st'],
  [/\broad\b/, 'rd'],
  [/\bavenue\b/, 'ave'],
  [/\blane\b/, 'ln'],
  [/\bdrive\b/, 'dr'],
  [/strasse\b/, 'str'],
];

/** With and without the house number, which may stand before or behind, and with the usual short forms. */
function streetSpellings(line: string): string[] {
  const found = new Set<string>();
  for (const spelling of spellings(line)) {
    const whole = wordsOf(spelling).join(' ');
    const street = whole.replace(/^(\d+\w? )+|( \d+\w?)+$/g, '');
    for (const each of [whole, street]) {
      const enough = each.includes(' ') || each.length > 5 || each === whole;
      if (!enough) continue;
      found.add(each);
      for (const [long, short] of streetWords) found.add(each.replace(long, short));
    }
  }
  return [...found];
}

function addPhone(dictionary: Dictionary, value: string): void {
  const digits = fold(value).replaceAll(/\D/g, '');
  if (digits.length < 5) return;
  const key = digits.slice(-6);
  const known = dictionary.phones.get(key) ?? [];
  dictionary.phones.set(key, known);
  if (!known.some((phone) => phone.digits === digits)) known.push({ digits, value });
}

/** As it is, and with ä, ö and ü spelled out: people write both. */
function spellings(text: string): string[] {
  const spelledOut = text.normalize('NFC').replaceAll(/[äöü]/gi, (letter) => `${fold(letter)}e`);
  return spelledOut === text ? [text] : [text, spelledOut];
}

function addWords(dictionary: Dictionary, type: PlaceholderType, value: string, spelling: string): void {
  const words = wordsOf(spelling);
  // A single letter or digit names nobody.
  if (words.join('').length < 2) return;
  let node = dictionary.words;
  for (const word of words) {
    const child = node.children.get(word) ?? { children: new Map<string, WordNode>() };
    node.children.set(word, child);
    node = child;
  }
  const common = type === 'PERSON' && words.every((word) => isEveryday(word) || isParticle(word));
  node.entry ??= entryOf(type, fold(value), value, common);
}

function entryOf(type: PlaceholderType, folded: string, value: string, needsCapital: boolean): Entry {
  return { type, value, key: `${type} ${folded}`, needsCapital };
}

/** Its words, folded. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

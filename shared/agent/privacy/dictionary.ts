import type { RecordReader } from '#shared/records/reader.ts';
import type { Address } from '#shared/domain/common.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { PlaceholderType } from '#shared/domain/placeholder.ts';
import { isEveryday, isParticle } from './everyday.ts';
import { addInflections, type Inflections } from './inflections.ts';
import { hostOf } from './reached.ts';
import { inLatin } from './scripts.ts';
import { streetForm, streetSpellings } from './streets.ts';
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
  inflections: Inflections;
  /** Names in scripts that set no spaces: found anywhere, the longest first. */
  unspaced: Entry[];
  /** By their last six digits: all digits of the number. */
  phones: Map<string, { digits: string; value: string }[]>;
  country: string | undefined;
  /** Known addresses for mail, folded. */
  emails: Set<string>;
  /** Of the business's own site. */
  host: string | undefined;
}

/** Korean sets spaces, but hangs particles on names. */
const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Those whom the text is about come first: of two people of one name, theirs is put back. */
export function buildDictionary(records: RecordReader, about: readonly string[] = []): Dictionary {
  const business = records.get('business', 'business');
  const dictionary: Dictionary = {
    words: { children: new Map() },
    inflections: new Map(),
    unspaced: [],
    phones: new Map(),
    country: business?.country,
    emails: new Set(),
    host: hostOf(business?.website),
  };
  const first = about.flatMap((id) => records.get('contacts', id) ?? []);
  for (const contact of first) addContact(dictionary, contact);
  for (const contact of records.all('contacts')) addContact(dictionary, contact);
  for (const { name, address } of records.all('sites')) {
    addCompany(dictionary, name);
    if (address !== undefined) addAddress(dictionary, address);
  }
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
  for (const { address } of Object.values(contact.emails ?? {})) {
    addWords(dictionary, 'EMAIL', address, address);
    dictionary.emails.add(fold(address));
  }
  for (const address of Object.values(contact.addresses ?? {})) addAddress(dictionary, address);
}

/** The whole name, turned round, written as one word, and each of its parts. */
function addName(dictionary: Dictionary, given: string | undefined): void {
  const name = given?.trim() ?? '';
  if (name === '') return;
  if (unspacedScript.test(name)) addUnspaced(dictionary, name);
  for (const spelling of spellings(name)) {
    addWords(dictionary, 'PERSON', name, spelling);
    const words = wordsOf(spelling);
    if (words.length === 2) addWords(dictionary, 'PERSON', name, words.toReversed().join(' '));
    if (words.length > 1 && words.join('').length > 4)
      for (const joined of [words, words.toReversed()]) addWords(dictionary, 'PERSON', name, joined.join(''));
    addFamily(dictionary, name, words);
    if (words.length > 1) for (const part of name.split(/\s+/)) addPart(dictionary, part);
  }
}

/** `van Beethoven` and `McCarthy` are written as one word and as two. */
function addFamily(dictionary: Dictionary, name: string, words: string[]): void {
  const last = words.at(-1)!;
  for (let at = words.length - 2; at > 0 && isParticle(words[at]!); at--)
    addWords(dictionary, 'PERSON', name, words.slice(at).join(''));
  const rest = /^ma?c(?=\p{L}{3})/u.exec(last);
  if (rest === null) return;
  const own = last.slice(rest[0].length);
  for (const prefix of ['mc', 'mac'])
    for (const gap of ['', ' ']) addWords(dictionary, 'PERSON', name, `${prefix}${gap}${own}`);
}

/** `O’Brien` and `Anne-Marie` are called as a whole, as one word, and by what is in them. */
function addPart(dictionary: Dictionary, part: string): void {
  const pieces = part.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  for (const each of pieces.length > 1 ? [part, ...pieces] : pieces) {
    if (fold(each).length < 2 || isParticle(fold(each))) continue;
    for (const spelling of spellings(each)) {
      addWords(dictionary, 'PERSON', each, spelling);
      addWords(dictionary, 'PERSON', each, wordsOf(spelling).join(''));
    }
  }
}

/** Behind a family's name they make one sign somebody's. */
const titles = ['先生', '小姐', '女士', '太太', 'さん', '様', '씨', '님'];

/** In a script without spaces: the whole name, and what may be a family's or a given name in it. */
function addUnspaced(dictionary: Dictionary, name: string): void {
  const parts = name.split(/[\s·・]+/).filter(Boolean);
  const found = new Set([name, ...(parts.length > 1 ? [parts.join(''), ...parts] : splits(name))]);
  const family = Array.from(parts.length > 1 ? parts[0]! : name)[0]!;
  if (parts.length > 1 || Array.from(name).length < 4)
    for (const title of titles) found.add(`${family}${title}`);
  for (const each of found)
    if (fold(each).length > 1) dictionary.unspaced.push(entryOf('PERSON', fold(each), each, false));
}

/** Families' names have one or two signs in Chinese, Japanese and Korean. */
function splits(name: string): string[] {
  const signs = Array.from(name);
  const isName = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{3,6}$/u.test(name);
  if (!isName) return [];
  const given = signs.slice(1).join('');
  return signs.length === 3 ? [given] : [given, signs.slice(0, 2).join(''), signs.slice(2).join('')];
}

function addCompany(dictionary: Dictionary, company: string | undefined): void {
  if (company !== undefined)
    for (const each of spellings(company)) addWords(dictionary, 'COMPANY', company, each);
}

/** A city is none of it: thousands live there, and a price for the drive needs it. */
function addAddress(dictionary: Dictionary, { street, line2, postcode }: Address): void {
  for (const line of [street, line2]) {
    if (line === undefined) continue;
    for (const spelling of spellings(line))
      for (const words of streetSpellings(spelling, wordsOf))
        put(dictionary.words, words.map(streetForm), entryOf('ADDRESS', fold(line), line, false));
  }
  if (postcode !== undefined && /\d/.test(postcode) && postcode.trim().length > 3) {
    addWords(dictionary, 'ADDRESS', postcode, postcode);
    addWords(dictionary, 'ADDRESS', postcode, postcode.replaceAll(/\s/g, ''));
  }
}

function addPhone(dictionary: Dictionary, value: string): void {
  const digits = fold(value).replaceAll(/\D/g, '');
  if (digits.length < 5) return;
  const key = digits.slice(-6);
  const known = dictionary.phones.get(key) ?? [];
  dictionary.phones.set(key, known);
  if (!known.some((phone) => phone.digits === digits)) known.push({ digits, value });
}

/** As it is, with ä, ö and ü spelled out, and in Latin letters: people write each. */
function spellings(text: string): string[] {
  const spelledOut = text.normalize('NFC').replaceAll(/[äöü]/gi, (letter) => `${fold(letter)}e`);
  const latin = fold(text).replaceAll(/\p{L}+/gu, (word) => inLatin(word) ?? word);
  return [...new Set([text, spelledOut, ...(latin === fold(text) ? [] : [latin])])];
}

function addWords(dictionary: Dictionary, type: PlaceholderType, value: string, spelling: string): void {
  const words = wordsOf(spelling);
  // A single letter or digit names nobody.
  if (words.join('').length < 2) return;
  // A whole name is nobody's everyday words: `rose hunt`.
  const isOne = words.filter((word) => !isParticle(word)).length < 2;
  const common = type === 'PERSON' && isOne && words.every((word) => isEveryday(word) || isParticle(word));
  put(dictionary.words, words, entryOf(type, fold(value), value, common));
  if (type === 'PERSON' && words.length === 1) addInflections(dictionary.inflections, words[0]!);
}

function put(tree: WordNode, words: string[], entry: Entry): void {
  let node = tree;
  for (const word of words) {
    const child = node.children.get(word) ?? { children: new Map<string, WordNode>() };
    node.children.set(word, child);
    node = child;
  }
  node.entry ??= entry;
}

function entryOf(type: PlaceholderType, folded: string, value: string, needsCapital: boolean): Entry {
  return { type, value, key: `${type} ${folded}`, needsCapital };
}

/** Its words, folded. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

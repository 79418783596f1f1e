/** A word this long is found with an ending too: "leak" in "leaking". */
const longEnough = 4;

const letter = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no space between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether one of an owner's words stands in a text, however it is spelt with capitals, accents and spaces. */
export function holdsWord(text: string, words: readonly string[]): boolean {
  const within = plain(text);
  return words.some((word) => holds(within, plain(word)));
}

function holds(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const begins = isEdge(lastOf(text.slice(0, at)), firstOf(word));
    const ends = word.length >= longEnough || isEdge(firstOf(text.slice(end)), lastOf(word));
    if (begins && ends) return true;
  }
  return false;
}

function isEdge(outside: string, inside: string): boolean {
  return !letter.test(outside) || unspaced.test(inside) || !letter.test(inside);
}

function firstOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 32);
}

function lastOf(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? ' ';
}

function plain(text: string): string {
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return bare.replaceAll(/\s+/g, ' ').trim();
}

const link = /(?:\bhttps?:\/\/|\bwww\.)\S+|\b(?:[a-z0-9-]+\.)+(?:[a-z]{2,})\/\S*/i;

/** Whether a text leads somewhere else. */
export function holdsLink(text: string): boolean {
  return link.test(text);
}

import type { Service } from '#shared/domain/business.ts';
import { wordsIn } from '#shared/lib/words.ts';
import type { Span } from './claim.ts';
import { sentencesOf } from './sentences.ts';

/** Something that has a price: a line of the price list, or of a job. */
export type Priced = Pick<Service, 'id' | 'name'>;

/**
 * What each amount of a text is the price of, by where the amount begins: the ids that the words before it name, or
 * those after it where the text puts amounts first; else those that its sentence, the one before it or the question
 * names. An amount that is missing here is said of nothing in particular.
 */
export function saidOf(
  text: string,
  amounts: readonly Span[],
  priced: readonly Priced[],
  question: string,
): Map<number, Set<string>> {
  const said = new Map<number, Set<string>>();
  const namedIn = namesOf(priced);
  const asked = namedIn(question);
  let earlier: string[] = [];
  for (const sentence of sentencesOf(text)) {
    const end = sentence.start + sentence.text.length;
    const own = amounts.filter((amount) => amount.start >= sentence.start && amount.start < end);
    const pieces = piecesBetween(text, sentence.start, own, end).map((piece) => namedIn(piece));
    const amountsFirst = pieces[0]!.length === 0;
    const anywhere = [...pieces.flat(), ...namedIn(sentence.text)];
    for (const [i, { start }] of own.entries()) {
      const [before, after] = [pieces[i]!, pieces[i + 1]!];
      const [first, second] = amountsFirst ? [after, before] : [before, after];
      const named = [first, second, anywhere, [...earlier, ...asked]].find((ids) => ids.length > 0);
      if (named !== undefined) said.set(start, new Set(named));
    }
    if (anywhere.length > 0) earlier = anywhere;
  }
  return said;
}

/** What stands before, between and after amounts. */
function piecesBetween(text: string, start: number, amounts: readonly Span[], end: number): string[] {
  const sorted = amounts.toSorted((a, b) => a.start - b.start);
  const from = [start, ...sorted.map((amount) => amount.end)];
  const to = [...sorted.map((amount) => amount.start), end];
  return from.map((at, i) => text.slice(at, to[i]));
}

/** Whole names, the longest where one holds another; without any, what a word of one name alone speaks of. */
export function namesOf(priced: readonly Priced[]): (text: string) => string[] {
  const names = priced
    .map(({ id, name }) => ({ id, words: wordsOf(name) }))
    .filter(({ words }) => words.length > 0)
    .map((each) => ({ ...each, whole: ` ${each.words.join(' ')} ` }));
  return (text) => {
    const words = wordsOf(text);
    const joined = ` ${words.join(' ')} `;
    const whole = names.filter((each) => joined.includes(each.whole));
    if (whole.length > 0)
      return whole
        .filter(
          (each) => !whole.some((other) => other.whole !== each.whole && other.whole.includes(each.whole)),
        )
        .map(({ id }) => id);
    return names
      .filter((each) => words.some((word) => word.length > 2 && onlyIn(word, each.words, names)))
      .map(({ id }) => id);
  };
}

/** Names of equal words are told apart by nothing. */
function onlyIn(
  word: string,
  own: readonly string[],
  names: readonly { words: string[]; whole: string }[],
): boolean {
  if (!own.some((each) => isForm(each, word))) return false;
  return names.every(({ words }) => words === own || !words.some((each) => isForm(each, word)));
}

/** `tap` and `taps`, `service` and `serviced`. */
function isForm(name: string, word: string): boolean {
  const [short, long] = name.length < word.length ? [name, word] : [word, name];
  return long.startsWith(short) && /^(?:s|es|d|ed|ing|n|en)?$/.test(long.slice(short.length));
}

function wordsOf(text: string): string[] {
  return wordsIn(text)
    .filter(({ isPart }) => isPart !== true)
    .map(({ word }) => word);
}

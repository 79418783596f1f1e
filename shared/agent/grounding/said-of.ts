import type { Service } from '#shared/domain/business.ts';
import { serviceMatcher } from '../basic/services.ts';
import { normalise } from '../basic/words.ts';
import type { Span } from './numbers.ts';
import { sentencesOf } from './sentences.ts';

/** Something that has a price: a line of the price list, or of a job. */
export type Priced = Pick<Service, 'id' | 'name' | 'description'>;

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

/** Whole names, the longest where one holds another; without any, what the words speak of. */
function namesOf(priced: readonly Priced[]): (text: string) => string[] {
  const names = priced
    .map(({ id, name }) => ({ id, name: ` ${normalise(name)} ` }))
    .filter(({ name }) => name.trim() !== '');
  const match = serviceMatcher(priced);
  return (text) => {
    const words = ` ${normalise(text)} `;
    const whole = names.filter(({ name }) => words.includes(name));
    if (whole.length === 0) return match(text).map(({ id }) => id);
    return whole
      .filter(({ name }) => !whole.some((other) => other.name !== name && other.name.includes(name)))
      .map(({ id }) => id);
  };
}

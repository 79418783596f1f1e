import type { WhenWords } from './language.ts';

/** A number in words: `twenty-four` is 24, `twenty-fourth` the same as an ordinal. */
export interface Counted {
  phrase: string;
  value: number;
  isOrdinal: boolean;
}

type Named = [phrase: string, value: number];

/** All numbers to 59 that a language writes in words, and the ordinals of days. */
export function countedIn({ numbers, tens, units, ordinals, ordinalEnds }: WhenWords): Counted[] {
  const named = numbers.split('|').flatMap((names, index) => forms(names, index + 1));
  const unitNames = units.split('|').flatMap((names, index) => forms(names, index + 1));
  const [round, compound] = tens;
  const whole = [...named, ...tensIn(round)];
  const cardinals = [...whole, ...tensIn(compound).flatMap((ten) => joined(ten, unitNames))];
  const firsts = ordinals.split('|').flatMap((names, index) => forms(names, index + 1));
  const [small = '', large = small] = ordinalEnds ?? [];
  const derived = ordinalEnds === undefined ? [] : cardinals.flatMap((each) => ended(each, small, large));
  // “Twenty-first”: the ordinal stands in the place of the unit.
  const isSpaced = compound.includes(' ');
  const later = isSpaced ? tensIn(compound).flatMap((ten) => joined(ten, [...firsts, ...derived])) : [];
  return [
    ...cardinals.map(([phrase, value]) => ({ phrase, value, isOrdinal: false })),
    ...[...firsts, ...derived, ...later].map(([phrase, value]) => ({ phrase, value, isOrdinal: true })),
  ];
}

function forms(names: string, value: number): Named[] {
  return names.split('/').map((name) => [name, value]);
}

/** From twenty on. */
function tensIn(names: string): Named[] {
  return names.split('|').flatMap((each, index) => forms(each, (index + 2) * 10));
}

/** `*` is where the unit stands; what is divided by a space is divided by a hyphen as well. */
function joined([ten, tens]: Named, units: Named[]): Named[] {
  return units
    .filter(([, value]) => value < 10)
    .flatMap(([unit, value]) => {
      const phrase = ten.replace('*', unit);
      return [phrase, phrase.replaceAll(' ', '-')].map((each): Named => [each, tens + value]);
    });
}

function ended([phrase, value]: Named, small: string, large: string): Named[] {
  const ends = value < 20 ? small : large;
  return ends.split('|').map((end) => [`${phrase}${end}`, value]);
}

import type { Person } from '../use-people.ts';

const stripe = (hue: number) => `light-dark(oklch(0.6 0.13 ${hue}), oklch(0.7 0.12 ${hue}))`;

/** The colours of those who go to a visit, as variables: where one works alone all is theirs. */
export function colourOf(staffIds: readonly string[], people: readonly Person[]): Record<string, string> {
  const going = people.filter(({ id }) => staffIds.includes(id));
  const [first] = going.length === 0 && people.length < 2 ? people : going;
  if (first === undefined) return people.length < 2 ? colours([75]) : {};
  return colours(going.length === 0 ? [first.hue] : going.map(({ hue }) => hue));
}

function colours(hues: readonly number[]): Record<string, string> {
  const share = 100 / hues.length;
  const stops = hues.map((hue, index) => `${stripe(hue)} ${index * share}% ${(index + 1) * share}%`);
  return {
    '--stripe': `linear-gradient(to bottom, ${stops.join(', ')})`,
    '--ground': `light-dark(oklch(0.95 0.03 ${hues[0]}), oklch(0.32 0.04 ${hues[0]}))`,
  };
}

import type { ComboboxParsedItem, OptionsFilter } from '@mantine/core';
import { fold, searchable } from '#shared/lib/fold.ts';

/** The options whose label holds every word that was typed, whatever its case and accents. Groups stay whole. */
export const optionFilter: OptionsFilter = ({ options, search, limit }) => {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return options.filter((option) => holds(option, words)).slice(0, limit);
};

function holds(option: ComboboxParsedItem, words: string[]): boolean {
  if ('group' in option) return option.items.some((item) => holds(item, words));
  const label = searchable(option.label);
  return words.every((word) => label.includes(word));
}

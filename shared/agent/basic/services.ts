import type { Service } from '#shared/domain/business.ts';
import { wordsOf } from './words.ts';

type Offered = Pick<Service, 'name'>;

/** A match by less of a name than this says too little. */
const leastShare = 0.5;

/**
 * The lines of a price list that a text speaks of, the fullest first: a search by the words of their names. It finds
 * for the owner; nothing that a customer reads rests on it alone.
 */
export function matchServices<Named extends Offered>(text: string, services: readonly Named[]): Named[] {
  return serviceMatcher(services)(text);
}

/** The same for many texts: the price list is read once. */
export function serviceMatcher<Named extends Offered>(services: readonly Named[]): (text: string) => Named[] {
  const names = services.map((service) => ({ service, words: [...new Set(wordsOf(service.name))] }));
  const uses = Map.groupBy(
    names.flatMap(({ words }) => words),
    (word) => word,
  );
  const weightOf = (word: string) => 1 / uses.get(word)!.length;
  return (text) => {
    const said = wordsOf(text);
    const scored = names.map(({ service, words }) => {
      const all = words.reduce((sum, word) => sum + weightOf(word), 0);
      const found = words.filter((word) => said.some((other) => isSameWord(word, other)));
      return { service, share: found.reduce((sum, word) => sum + weightOf(word), 0) / (all || 1) };
    });
    const best = Math.max(0, ...scored.map(({ share }) => share));
    if (best < leastShare) return [];
    return scored.filter(({ share }) => share === best).map(({ service }) => service);
  };
}

/** Equal but for an ending: `tap` and `taps`. */
function isSameWord(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 3 && long.startsWith(short) && long.length - short.length <= 2);
}

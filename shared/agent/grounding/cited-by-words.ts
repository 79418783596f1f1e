import type { ReplyFacts } from '../facts.ts';
import { normalise } from '../basic/words.ts';
import { termsOf } from '../retrieval/terms.ts';

/** Which share of a sentence's telling words a passage must hold to be what it rests on, and how many at least. */
const [leastShare, leastWords] = [0.5, 2];

/** Records that a text speaks of without a number: services by their names, passages by a sentence's words. */
export function citedByWords(draft: string, { services, knowledge }: ReplyFacts): string[] {
  const text = ` ${normalise(draft)} `;
  const named = services
    .filter(({ name }) => normalise(name) !== '' && text.includes(` ${normalise(name)} `))
    .map(({ id }) => `services/${id}`);
  const sentences = draft.split(/[.!?\n]+/).map((sentence) => [...new Set(termsOf(sentence))]);
  const told = knowledge
    .filter(({ row }) => {
      const held = new Set(termsOf(`${row.title} ${row.text}`));
      return sentences.some((terms) => {
        const shared = terms.filter((term) => held.has(term)).length;
        return shared >= leastWords && shared / terms.length >= leastShare;
      });
    })
    .map(({ row }) => `knowledge/${row.id}`);
  return [...named, ...told];
}

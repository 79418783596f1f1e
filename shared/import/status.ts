import { fold } from '#shared/lib/fold.ts';
import { statusWords } from './header-words.ts';
import { hasWord } from './recognise.ts';

export type Status = keyof typeof statusWords;

/** How it stands with a job or an invoice, as a cell says it in one of six languages. */
export function readStatus(cell: string): Status | undefined {
  const words = fold(cell)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  // `Not paid` and `unpaid` are open.
  if (words.some((word) => ['not', 'nicht', 'un', 'no', 'nao', 'non'].includes(word)) && words.length > 1)
    return 'open';
  return (Object.keys(statusWords) as Status[]).find((status) => hasWord(words, statusWords[status]));
}

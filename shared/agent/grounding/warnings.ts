import { normalise } from '../basic/words.ts';
import type { Claim } from './numbers.ts';

/** What to check before a draft is sent; each kind is a sentence of the window's messages. */
export interface DraftWarning {
  /**
   * `unproven`: in no record. `onlyCustomers`: only the customer wrote it. `promise`: nothing says that this is
   * promised. `forbidden`: on the owner's do-not-say list. `noSource`: the text rests on no record at all.
   * `unresolved`: a token that stands for nobody.
   */
  kind: 'unproven' | 'onlyCustomers' | 'promise' | 'forbidden' | 'noSource' | 'unresolved';
  /** What kind of thing is unproven. */
  what?: Claim['kind'];
  /** As the draft says it. */
  text: string;
}

/** Phrases of the owner's list that the text holds, in any case, with or without accents, as whole words. */
export function forbiddenWords(text: string, doNotSay: readonly string[] = []): DraftWarning[] {
  const words = ` ${normalise(text)} `;
  return doNotSay
    .filter((phrase) => normalise(phrase) !== '' && words.includes(` ${normalise(phrase)} `))
    .map((phrase) => ({ kind: 'forbidden', text: phrase }));
}

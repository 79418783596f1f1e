import { wordsIn } from '#shared/lib/words.ts';
import type { ClaimKind } from './claim.ts';

/** What to check before a draft is sent; each kind is a sentence of the window's messages. */
export interface DraftWarning {
  /**
   * `unproven`: in no record. `onlyCustomers`: only the customer wrote it. `unclear`: a price, and nothing says what
   * it is the price of. `taxes`: it says another thing of taxes than the price list. `statement`: words that stand in
   * no record and in no sentence of the composer. `forbidden`: on the owner's do-not-say list. `language`: not the
   * customer's. `form`: what a chat does not show. `unresolved`: a token that stands for nobody.
   */
  kind:
    | 'unproven'
    | 'onlyCustomers'
    | 'unclear'
    | 'taxes'
    | 'statement'
    | 'forbidden'
    | 'language'
    | 'form'
    | 'unresolved';
  /** What kind of thing is unproven. */
  what?: ClaimKind;
  /** As the draft says it. */
  text: string;
}

/** Phrases of the owner's list that the text holds, in any case, with or without accents, as whole words. */
export function forbiddenWords(text: string, doNotSay: readonly string[] = []): DraftWarning[] {
  const words = joined(text);
  return doNotSay
    .filter((phrase) => joined(phrase).trim() !== '' && words.includes(joined(phrase)))
    .map((phrase) => ({ kind: 'forbidden', text: phrase }));
}

function joined(text: string): string {
  const words = wordsIn(text).filter(({ isPart }) => isPart !== true);
  return ` ${words.map(({ word }) => word).join(' ')} `;
}

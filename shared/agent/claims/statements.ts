import { wordsIn } from '#shared/lib/words.ts';
import type { ReplyFacts } from '../facts.ts';
import type { Span } from './claim.ts';
import { sentencesOf } from './sentences.ts';

/** A sentence, and the words of it that nobody of the business has written. */
export interface Statement {
  text: string;
  unknown: string[];
}

/**
 * Sentences with words that neither a sentence of the composer, nor a record, nor an earlier message of the business
 * holds. Which words promise something cannot be listed; which words the business has stood by can. Claims are left
 * out, because they are proven each for itself.
 */
export function statementsIn(text: string, claims: readonly Span[], known: ReadonlySet<string>): Statement[] {
  return sentencesOf(text).flatMap(({ text: sentence, start }) => {
    const unknown = wordsIn(sentence)
      .filter(({ isPart }) => isPart !== true)
      .filter(
        (word) => !claims.some((claim) => start + word.start < claim.end && start + word.end > claim.start),
      )
      .map(({ word }) => word)
      .filter((word) => !isKnown(word, known));
    return unknown.length === 0 ? [] : [{ text: sentence.trim(), unknown }];
  });
}

/** As it is, or without an ending: `repairs` where `repair` is known. */
function isKnown(word: string, known: ReadonlySet<string>): boolean {
  return known.has(word) || (word.length > 4 && known.has(word.replace(/(?:es|s|en|n|e)$/, '')));
}

/** The words that the business stands by in this conversation. `templates`: the composer's, in the draft's language. */
export function knownWords(facts: ReplyFacts, templates: Iterable<string>): Set<string> {
  const { business, services, contact, jobs, knowledge, messages, voice } = facts;
  const texts = [
    ...[business.name, business.legalName, business.trade, business.paymentInstructions, business.website],
    ...Object.values(business.address ?? {}).filter((line) => typeof line === 'string'),
    ...Object.values(business.taxes).map(({ label }) => label),
    ...services.flatMap(({ name, description, unit }) => [name, description, unit]),
    ...[contact?.name, contact?.company, voice.persona, voice.signature],
    ...jobs.flatMap(({ title, items = {} }) => [title, ...Object.values(items).map(({ name }) => name)]),
    ...knowledge.flatMap(({ row }) => [row.title, row.text]),
    ...messages.flatMap((message) => (message.direction === 'out' ? [message.text] : [])),
    ...templates,
  ];
  return new Set(texts.flatMap((text) => wordsIn(text ?? '').map(({ word }) => word)));
}

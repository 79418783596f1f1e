import type { Contact } from '#shared/domain/contact.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { wordsIn } from '#shared/lib/words.ts';
import { answerLanguages } from '../acts/languages.ts';
import { placeOf, type Token, tokensOf } from '../acts/tokens.ts';
import { sentencesOf } from '../claims/sentences.ts';
import type { ReplyFacts } from '../facts.ts';
import { languageOfText } from '../language.ts';
import { standingWords } from './standing.ts';

/**
 * Something that a customer may want remembered. It is the customer's own words, never a model's, or the language that
 * they write; nothing is kept of it until a person says so.
 */
export interface ProposedPreference {
  /** Where it comes from, and when it was said (epoch milliseconds). */
  messageId: string;
  at: number;
  /** The words as they stand in the message. */
  text?: string;
  /** ISO 639. */
  language?: string;
}

const [shortest, longest] = [6, 160];
const mostProposed = 3;
/** Fewer messages than this in another language are a greeting or a quote. */
const leastMessages = 2;

/** By rules alone: sentences that say what holds beyond this once, and a language that is not the business's own. */
export function proposePreferences({ messages, business, contact }: ReplyFacts): ProposedPreference[] {
  const known = knownOf(contact);
  const written = messages.filter(({ direction, text = '' }) => direction === 'in' && text.trim() !== '');
  const sentences = written.toReversed().flatMap(({ id, at, text = '' }) =>
    sentencesOf(text)
      .map((sentence) => sentence.text.trim())
      .filter((sentence) => isStanding(sentence) && !known.has(keyOf(sentence)))
      .map((sentence) => ({ messageId: id, at, text: sentence })),
  );
  const proposed: ProposedPreference[] = [
    ...languageIn(written, business.locale.split('-')[0] ?? 'en'),
    ...sentences,
  ];
  return proposed.slice(0, mostProposed);
}

/** What a model has found: each counts only where its words stand in what the customer wrote, as they stand there. */
export function withQuoted(
  proposed: readonly ProposedPreference[],
  quotes: readonly string[],
  { messages, contact }: ReplyFacts,
): ProposedPreference[] {
  const known = new Set([...knownOf(contact), ...proposed.map(({ text = '' }) => keyOf(text))]);
  const found = quotes.flatMap((quote) => {
    const words = quote.trim();
    if (words.length < shortest || words.length > longest || known.has(keyOf(words))) return [];
    known.add(keyOf(words));
    return quoted(words, messages) ?? [];
  });
  return [...proposed, ...found].slice(0, mostProposed);
}

function knownOf(contact: Contact | undefined): Set<string> {
  return new Set(Object.values(contact?.preferences ?? {}).map(({ text }) => keyOf(text)));
}

/** Two that say the same. */
export function keyOf(text: string): string {
  return wordsIn(text)
    .map(({ word }) => word)
    .join(' ');
}

/** The newest message of the customer that holds these words one after the other, and how they stand in it. */
function quoted(quote: string, messages: readonly Message[]): ProposedPreference | undefined {
  const wanted = tokensOf(quote).words.map(({ word }) => word);
  for (const { id, at, text = '', direction } of messages.toReversed()) {
    if (direction !== 'in') continue;
    const { words } = tokensOf(text);
    const place = placeOf(wanted, words);
    if (place === undefined) continue;
    const [first, last] = [words[place]!, words[place + wanted.length - 1]!];
    return { messageId: id, at, text: text.slice(first.start, last.end) };
  }
  return undefined;
}

function isStanding(sentence: string): boolean {
  if (sentence.length < shortest || sentence.length > longest || sentence.endsWith('?')) return false;
  const { words } = tokensOf(sentence);
  return answerLanguages.some(
    (language) => isWrittenIn(sentence, language) && holds(words, standingWords[language]),
  );
}

/** A sentence too short to tell may be in any of them. */
function isWrittenIn(sentence: string, language: string): boolean {
  return (languageOfText(sentence) ?? language) === language;
}

function holds(words: readonly Token[], phrases: readonly string[][]): boolean {
  return phrases.some((phrase) => placeOf(phrase, words) !== undefined);
}

function languageIn(written: readonly Message[], own: string): ProposedPreference[] {
  const told = written.flatMap(({ id, at, text = '' }) => {
    const language = languageOfText(text, own);
    return language === undefined ? [] : [{ messageId: id, at, language }];
  });
  const newest = told.at(-1);
  if (newest === undefined || newest.language === own) return [];
  const same = told.filter(({ language }) => language === newest.language).length;
  return same >= leastMessages && same * 2 > told.length ? [newest] : [];
}

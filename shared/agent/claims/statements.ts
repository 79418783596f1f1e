import { wordsIn } from '#shared/lib/words.ts';
import type { ReplyFacts } from '../facts.ts';
import type { Span } from './claim.ts';
import { sentencesOf } from './sentences.ts';

/** What the business stands by: its records, what it wrote before, and the sentences of the composer. */
export interface KnownWords {
  words: ReadonlySet<string>;
  /** Two words beside each other, `your visit`. */
  pairs: ReadonlySet<string>;
  /** Words that change nothing beside any other: courtesy, and the customer's name. */
  free: ReadonlySet<string>;
}

/** The claims of a text, as far as records prove them. */
export interface Judged {
  all: readonly Span[];
  proven: readonly Span[];
  doubtful: readonly Span[];
}

/**
 * Sentences that say something beside what is proven. Which words promise something cannot be listed; which words the
 * business has stood by can. A clause with something proven in it may hold any of these words; one without must hold
 * them in an order in which the business has used them: known words can be put together to anything. A sentence with
 * a doubtful claim is pointed out by that already.
 */
export function statementsIn(text: string, judged: Judged, known: KnownWords): string[] {
  return sentencesOf(text)
    .filter(({ text: sentence, start }) => {
      const isDoubtful = judged.doubtful.some((claim) =>
        overlap(claim, { start, end: start + sentence.length }),
      );
      const clauses = clausesOf(sentence).map((clause) => ({ ...clause, start: start + clause.start }));
      return !isDoubtful && !clauses.every((clause) => isKnownClause(clause, judged, known));
    })
    .map(({ text: sentence }) => sentence.trim());
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

interface Clause {
  text: string;
  start: number;
}

function clausesOf(sentence: string): Clause[] {
  const parts: Clause[] = [];
  let start = 0;
  for (const { index } of sentence.matchAll(/[,;:–—()]\s|$/g)) {
    parts.push({ text: sentence.slice(start, index), start });
    start = index;
  }
  return parts;
}

function isKnownClause({ text, start }: Clause, judged: Judged, { words, pairs, free }: KnownWords): boolean {
  const holds = (claims: readonly Span[], from: number, to: number) =>
    claims.some((claim) => overlap(claim, { start: start + from, end: start + to }));
  const own = wordsIn(text)
    .filter(({ isPart }) => isPart !== true)
    .map((word) => ({ ...word, isClaim: holds(judged.all, word.start, word.end) }));
  if (!own.every(({ word, isClaim }) => isClaim || isKnown(word, words))) return false;
  // A question promises nothing.
  if (holds(judged.proven, 0, text.length) || text.trimEnd().endsWith('?')) return true;
  return own.every(({ word, isClaim }, i) => {
    const before = own[i - 1];
    if (before === undefined || isClaim || before.isClaim) return true;
    return free.has(word) || free.has(before.word) || pairs.has(`${before.word} ${word}`);
  });
}

/** As it is, or with another ending: `repairs` where `repair` is known, `suit` where `suits` is. */
function isKnown(word: string, known: ReadonlySet<string>): boolean {
  if (known.has(word)) return true;
  return word.length >= 4 && (known.has(`${word}s`) || known.has(word.replace(/(?:es|s|en|n|e)$/, '')));
}

/** What the business stands by in this conversation, with what the composer says in the draft's language. */
export function knownWords(
  facts: ReplyFacts,
  composed: { sentences: readonly string[]; words: readonly string[]; courtesy: readonly string[] },
): KnownWords {
  const texts = [...ownTexts(facts), ...composed.sentences].map((text) =>
    wordsIn(text)
      .filter(({ isPart }) => isPart !== true)
      .map(({ word }) => word),
  );
  const contact = [facts.contact?.name ?? '', facts.contact?.company ?? ''].flatMap((name) =>
    wordsIn(name).map(({ word }) => word),
  );
  const pairs = texts.flatMap((words) => words.slice(1).map((word, i) => `${words[i]!} ${word}`));
  return {
    words: new Set([...texts.flat(), ...contact, ...composed.words, ...composed.courtesy]),
    pairs: new Set(pairs),
    free: new Set([...contact, ...composed.courtesy]),
  };
}

function ownTexts({ business, services, contact, jobs, knowledge, messages, voice }: ReplyFacts): string[] {
  const texts = [
    business.name,
    business.legalName,
    business.trade,
    business.paymentInstructions,
    business.website,
    ...Object.values(business.address ?? {}).filter((line) => typeof line === 'string'),
    ...Object.values(business.taxes).map(({ label }) => label),
    ...services.flatMap(({ name, description, unit }) => [name, description, unit]),
    ...Object.values(contact?.preferences ?? {}).map(({ text }) => text),
    voice.persona,
    voice.signature,
    ...jobs.flatMap(({ title, items = {} }) => [title, ...Object.values(items).map(({ name }) => name)]),
    ...knowledge.flatMap(({ row }) => [row.title, row.text]),
    ...messages.flatMap((message) => (message.direction === 'out' ? [message.text] : [])),
  ];
  return texts.filter((text) => text !== undefined);
}

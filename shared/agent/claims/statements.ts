import { type Word, wordsIn } from '#shared/lib/words.ts';
import { writeAddress } from '../acts/written.ts';
import type { ReplyFacts } from '../facts.ts';
import type { Span } from './claim.ts';
import { type ComposedWords, placeOfName } from './composed-words.ts';
import { sentencesOf } from './sentences.ts';

/** What the business stands by: its records, what it wrote before, and the sentences of the composer. */
export interface KnownWords {
  words: ReadonlySet<string>;
  /** Two words beside each other, `your visit`. */
  pairs: ReadonlySet<string>;
  /** Words that change nothing beside any other: courtesy, and the customer's name. */
  free: ReadonlySet<string>;
  /** Words that say nothing beside each other but what a claim of theirs proves: of questions, prices and hours. */
  plain: ReadonlySet<string>;
  /** Of the composer's own questions: words that promise nothing in a question. */
  asked: ReadonlySet<string>;
  /** Of the price list and of taxes: they may stand where the composer puts something of a record. */
  names: ReadonlySet<string>;
  /** Words that join two statements. */
  joins: ReadonlySet<string>;
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
      const clauses = clausesOf(sentence, known.joins).map((clause) => ({
        ...clause,
        start: start + clause.start,
      }));
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

/** Also at a word that joins two statements: what the one proves, it does not prove of the other. */
function clausesOf(sentence: string, joins: ReadonlySet<string>): Clause[] {
  const ends = [...sentence.matchAll(/[,;:–—()](?=\s)/g)].map(({ index }) => index);
  const joined = wordsIn(sentence).flatMap(({ word, start }) => (joins.has(word) ? start : []));
  const starts = [0, ...[...ends, ...joined].toSorted((a, b) => a - b)];
  return starts.map((start, i) => ({ text: sentence.slice(start, starts[i + 1]), start }));
}

function isKnownClause({ text, start }: Clause, judged: Judged, known: KnownWords): boolean {
  const holds = (claims: readonly Span[], from: number, to: number) =>
    claims.some((claim) => overlap(claim, { start: start + from, end: start + to }));
  const own = smallestWords(text).map((word): Said => ({
    word: word.word,
    isClaim: holds(judged.all, word.start, word.end),
  }));
  if (!own.every(({ word, isClaim }) => isClaim || isKnown(word, known.words))) return false;
  // A question promises nothing, and what is proven has a record: beside either stand words that say nothing more.
  const isQuestion = text.trimEnd().endsWith('?');
  const isLoose = isQuestion || holds(judged.proven, 0, text.length);
  const isPlain = ({ word }: Said) =>
    known.free.has(word) || isKnown(word, known.plain) || (isQuestion && isKnown(word, known.asked));
  const formsOf = ({ word }: Said) => (known.names.has(word) ? [word, placeOfName] : [word]);
  const fits = (first: Said, second: Said) =>
    first.isClaim ||
    second.isClaim ||
    formsOf(first).some((one) => formsOf(second).some((other) => known.pairs.has(`${one} ${other}`))) ||
    (isLoose ? isPlain(first) && isPlain(second) : known.free.has(first.word) || known.free.has(second.word));
  // Where a clause begins and ends the business has begun and ended one: half of what it says is something else.
  const edge = { word: clauseEdge, isClaim: false };
  return [...own, edge].every((each, i) => fits(own[i - 1] ?? edge, each));
}

interface Said {
  word: string;
  isClaim: boolean;
}

/** Stands for what is before the first word of a clause, and behind its last. */
const clauseEdge = '|';

/** As it is, or with another ending: `repairs` where `repair` is known, `suit` where `suits` is. */
function isKnown(word: string, known: ReadonlySet<string>): boolean {
  if (known.has(word)) return true;
  return word.length >= 4 && (known.has(`${word}s`) || known.has(word.replace(/(?:es|s|en|n|e)$/, '')));
}

/** What the business stands by in this conversation, with what the composer says in the draft's language. */
export function knownWords(facts: ReplyFacts, composed: ComposedWords): KnownWords {
  const joins = new Set(composed.joins);
  const clauses = [...ownTexts(facts), ...composed.sentences]
    .flatMap((text) => sentencesOf(text))
    .flatMap(({ text }) => clausesOf(text, joins))
    .map(({ text }) => wordsOf(text));
  const contact = [facts.contact?.name ?? '', facts.contact?.company ?? ''].flatMap(wordsOf);
  const names = [
    ...facts.services.flatMap(({ name, unit = '' }) => wordsOf(`${name} ${unit}`)),
    ...facts.jobs.flatMap(({ items = {} }) => Object.values(items).flatMap(({ name }) => wordsOf(name))),
    ...Object.values(facts.business.taxes).flatMap(({ label }) => wordsOf(label)),
  ];
  const pairs = clauses.flatMap((words) => {
    const whole = [clauseEdge, ...words, clauseEdge];
    return whole.slice(1).map((word, i) => `${whole[i]!} ${word}`);
  });
  return {
    words: new Set([...clauses.flat(), ...contact, ...composed.words, ...composed.courtesy]),
    pairs: new Set(pairs),
    free: new Set([...contact, ...composed.courtesy]),
    plain: new Set([...composed.plain, ...names, clauseEdge]),
    asked: new Set(composed.asked),
    names: new Set(names),
    joins,
  };
}

function wordsOf(text: string): string[] {
  return smallestWords(text).map(({ word }) => word);
}

/** A word with an apostrophe by its parts: `l’entretien` is an article and a name. */
function smallestWords(text: string): Word[] {
  const words = wordsIn(text);
  return words.filter(({ start, isPart }, i) => {
    const next = words[i + 1];
    return isPart === true || next?.isPart !== true || next.start !== start;
  });
}

function ownTexts({ business, services, contact, jobs, knowledge, messages, voice }: ReplyFacts): string[] {
  const texts = [
    business.name,
    business.legalName,
    business.trade,
    business.paymentInstructions,
    business.website,
    writeAddress(business),
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

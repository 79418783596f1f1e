import { isToldOn, type Knowledge } from '#shared/domain/knowledge.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type Hit, createBm25 } from './bm25.ts';
import { termsOf } from './terms.ts';
import { fuse } from './vectors.ts';

/** A passage that fits a question. */
export interface FoundKnowledge {
  row: Knowledge;
  /** The row answers this very question, as far as words tell: the built-in assistant may give its words. */
  exact: boolean;
}

/** Rows that a prompt gets to see. */
const mostFound = 4;

/** Less than this share of a question's words is chance. */
const leastCoverage = 0.3;

/** Everything that answers may rest on: what was approved, and nothing else. */
export function approvedKnowledge(records: RecordReader): Knowledge[] {
  return [...records.all('knowledge')].filter(({ status }) => status === 'approved');
}

/** Of it what customers who write to this account may be told. */
export function knowledgeOn(records: RecordReader, accountId: string): Knowledge[] {
  return [...records.all('knowledge')].filter((row) => isToldOn(row, accountId));
}

/** Ids by meaning, the likeliest first: an order that a model of this computer gave. */
export type ByMeaning = readonly string[];

/** What fits a question, by words and, where there is one, by an order of meaning; the best first. */
export function findKnowledge(
  rows: readonly Knowledge[],
  question: string,
  byMeaning: ByMeaning = [],
): FoundKnowledge[] {
  const hits = createBm25(rows)(question).filter(fits);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byWords = hits.map(({ id }) => id);
  return fuse(byWords, byMeaning)
    .flatMap((id) => byId.get(id) ?? [])
    .slice(0, mostFound)
    .map((row) => ({ row, exact: isExact(row, question) }));
}

function fits({ coverage, matched }: Hit): boolean {
  return matched >= 2 || coverage >= leastCoverage;
}

/** Most of the row's question is in what was asked, and the other way round. */
function isExact({ kind, title }: Knowledge, question: string): boolean {
  if (kind !== 'answer') return false;
  const [kept, asked] = [new Set(termsOf(title)), new Set(termsOf(question))];
  if (kept.size === 0 || asked.size === 0) return false;
  const shared = [...kept].filter((term) => asked.has(term)).length;
  return shared / kept.size >= 0.6 && shared / asked.size >= 0.5;
}

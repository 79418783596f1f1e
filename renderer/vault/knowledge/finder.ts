import type { ModelPort } from '#shared/agent/model-port.ts';
import type { FoundKnowledge } from '#shared/agent/retrieval/find.ts';
import { approvedKnowledge, findKnowledge, knowledgeOn } from '#shared/agent/retrieval/find.ts';
import { cosine, packVector, unpackVector } from '#shared/agent/retrieval/vectors.ts';
import type { Change } from '#shared/records/change.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Knowledge, KnowledgeVector } from '#shared/domain/knowledge.ts';
import type { JsonObject } from '#shared/lib/json.ts';

export interface FinderDeps {
  models: Pick<ModelPort, 'embed'>;
  records: RecordReader;
  /** Writes into this device's own book: the machine's bookkeeping, no command. */
  apply(changes: Change[]): void;
}

export interface KnowledgeFinder {
  /**
   * What of the knowledge that may be told on an account fits a question; by words alone where no model of this
   * computer answers.
   */
  find(question: string, accountId: string): Promise<FoundKnowledge[]>;
  /** The same at once: by meaning as far as that was prepared. */
  findNow(question: string, accountId: string): FoundKnowledge[];
  /** Has a question ready to be found by meaning. Nobody waits for it. */
  prepare(question: string): Promise<void>;
}

/** Less alike than this is another subject. Models differ: the order counts for more than the number. */
const leastAlike = 0.5;
const mostByMeaning = 6;
const mostPrepared = 50;

/** Rows that one request turns into vectors, and requests before one answer: the rest follows with the next. */
const [rowsAtOnce, mostRequests] = [64, 4];

/** Longer than this, a question's first words say what it is about. */
const longestQuestion = 1000;

/** Finds passages for answers. Only a model on this computer ever gets to see the knowledge here. */
export function createKnowledgeFinder({ models, records, apply }: FinderDeps): KnowledgeFinder {
  /** Directions of questions, the newest last. */
  const prepared = new Map<string, { wanted: number[]; model: string }>();

  async function prepare(question: string): Promise<void> {
    const asked = await models.embed([question.slice(0, longestQuestion)]);
    const [wanted] = asked.ok ? asked.value.vectors : [];
    if (!asked.ok || wanted === undefined) return;
    await embedNew(approvedKnowledge(records), asked.value.model);
    prepared.delete(question);
    prepared.set(question, { wanted, model: asked.value.model });
    for (const old of [...prepared.keys()].slice(0, -mostPrepared)) prepared.delete(old);
  }

  function byMeaning(rows: readonly Knowledge[], question: string): string[] {
    const known = prepared.get(question);
    if (known === undefined) return [];
    return rows
      .flatMap((row) => {
        const vector = vectorOf(row, known.model);
        return vector === undefined ? [] : [{ id: row.id, alike: cosine(known.wanted, vector) }];
      })
      .filter(({ alike }) => alike >= leastAlike)
      .toSorted((a, b) => b.alike - a.alike)
      .slice(0, mostByMeaning)
      .map(({ id }) => id);
  }

  function vectorOf(row: Knowledge, model: string): Int8Array | undefined {
    const known = records.get('knowledgeVectors', row.id);
    if (known === undefined || known.model !== model || known.rowAt !== changedAt(row)) return undefined;
    return unpackVector(known.vector);
  }

  async function embedNew(rows: readonly Knowledge[], model: string): Promise<void> {
    const missing = rows.filter((row) => vectorOf(row, model) === undefined);
    for (let from = 0; from < missing.length && from < rowsAtOnce * mostRequests; from += rowsAtOnce) {
      const some = missing.slice(from, from + rowsAtOnce);
      const made = await models.embed(some.map(({ title, text }) => `${title}\n${text}`));
      // Another model may have answered: its vectors do not compare with the question's.
      if (!made.ok || made.value.model !== model) return;
      apply(some.flatMap((row, i) => changeOf(row, model, made.value.vectors[i])));
    }
  }

  function changeOf(row: Knowledge, model: string, vector: number[] | undefined): Change[] {
    if (vector === undefined) return [];
    const { id } = row;
    const after: KnowledgeVector = { id, model, rowAt: changedAt(row), vector: packVector(vector) };
    const before = records.get('knowledgeVectors', id) as JsonObject | undefined;
    return [{ collection: 'knowledgeVectors', id, path: [], before, after: after as JsonObject }];
  }

  function findNow(question: string, accountId: string): FoundKnowledge[] {
    const rows = knowledgeOn(records, accountId);
    return question === '' ? [] : findKnowledge(rows, question, byMeaning(rows, question));
  }

  async function prepareOnce(question: string): Promise<void> {
    const isNeeded = question !== '' && approvedKnowledge(records).length > 0;
    if (isNeeded) await prepare(question);
  }

  return {
    async find(question, accountId) {
      await prepareOnce(question);
      return findNow(question, accountId);
    },
    findNow,
    prepare: prepareOnce,
  };
}

function changedAt({ createdAt, updatedAt }: Knowledge): number {
  return updatedAt ?? createdAt;
}

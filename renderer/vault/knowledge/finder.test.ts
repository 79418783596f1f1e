import { expect, test } from 'vitest';
import { scanning } from '#shared/records/reader.ts';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import type { KnowledgeVector } from '#shared/domain/knowledge.ts';
import type { Change } from '#shared/records/change.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { factsFor } from '#shared/agent/testing.ts';
import { recordsFor } from '#shared/agent/testing-records.ts';
import { createKnowledgeFinder } from './finder.ts';

const row = (id: string, title: string, text: string, changes: Partial<Knowledge> = {}): Knowledge => ({
  id,
  kind: 'answer',
  title,
  text,
  status: 'approved',
  source: 'owner',
  createdAt: 1,
  ...changes,
});

const rows = [
  row('weekend', 'Do you work on weekends?', 'On Saturdays from nine to twelve, for emergencies.'),
  row('parking', 'Is there parking?', 'Behind the shop, free for customers.'),
  row('guarantee', 'Guarantee', 'Our workmanship is guaranteed for two years.', { kind: 'passage' }),
  row('old', 'Is there parking?', 'In the street.', { status: 'archived' }),
  row('unread', 'Parking for vans?', 'In the yard.', { status: 'draft' }),
];

function finderWith(embed: Parameters<typeof createKnowledgeFinder>[0]['models']['embed']) {
  const vectors = new Map<string, KnowledgeVector>();
  const records = recordsFor(factsFor('Hello'), { knowledge: rows });
  const finder = createKnowledgeFinder({
    models: { embed },
    records: scanning({
      all: records.all,
      get: (name, id) => (name === 'knowledgeVectors' ? (vectors.get(id) as never) : records.get(name, id)),
    }),
    apply: (changes: Change[]) => {
      for (const { id, after } of changes) vectors.set(id, after as unknown as KnowledgeVector);
    },
  });
  return {
    vectors,
    find: async (question: string) => (await finder.find(question, 'a')).map((each) => each.row.id),
  };
}

const noModel = async () => problem('model.none', 'No model is set up.');

/** A model that knows three subjects and their words in another language. */
const subjects = [/week|finde|saturday/i, /park|aparcar/i, /guarante|garantía/i];
const embedding = (calls: string[][]) => async (texts: string[]) => {
  calls.push(texts);
  const vectors = texts.map((text) => subjects.map((subject) => (subject.test(text) ? 1 : 0.01)));
  return ok({ vectors, model: 'embed@sha256:1' });
};

test('words alone find what fits, and nothing where nothing does', async () => {
  const { find } = finderWith(noModel);
  expect(await find('Hi! Can I park my car at your place?')).toEqual(['parking']);
  expect(await find('what guarantee do I get')).toEqual(['guarantee']);
  expect(await find('My cat sings opera')).toEqual([]);
});

test('only what was approved is ever found', async () => {
  const { find } = finderWith(noModel);
  expect(await find('parking for vans')).toEqual(['parking']);
});

test('a model on this computer finds by meaning what the words do not say', async () => {
  const { find } = finderWith(embedding([]));
  expect(await find('¿Puedo aparcar?')).toEqual(['parking']);
});

test('each entry is given to the model once, and again when its words or the model have changed', async () => {
  const calls: string[][] = [];
  const { find, vectors } = finderWith(embedding(calls));
  await find('parking');
  await find('weekend');
  expect(calls.map((texts) => texts.length)).toEqual([1, 3, 1]);
  vectors.set('parking', { ...vectors.get('parking')!, rowAt: 0 });
  vectors.set('weekend', { ...vectors.get('weekend')!, model: 'embed@sha256:0' });
  await find('weekend');
  expect(calls.at(-1)).toHaveLength(2);
});

test('a model that fails in between leaves the words', async () => {
  let calls = 0;
  const { find } = finderWith(async (texts) => (++calls > 1 ? noModel() : embedding([])(texts)));
  expect(await find('parking')).toEqual(['parking']);
});

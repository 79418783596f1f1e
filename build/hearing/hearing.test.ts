import { expect, test } from 'vitest';
import { learnt } from '#shared/agent/heard/weights/learnt.ts';
import { corpusDigest, corpusFolder, readCorpus } from './corpus.ts';
import { learnPhrases } from './learn-phrases.ts';
import { learnSenses } from './learn-senses.ts';

const lines = readCorpus(corpusFolder);

test('what is heard was learnt from this corpus', () => {
  expect(learnt.corpus, 'The corpus or how it is learnt has changed: run npm run train-hearing').toBe(
    corpusDigest(),
  );
});

test('no message of the corpus has a label and is ordinary as well', () => {
  const ordinary = new Set(lines.filter(({ trade }) => trade !== undefined).map(({ text }) => text));
  expect(
    lines.filter(({ labels, text }) => labels.size > 0 && ordinary.has(text)).map(({ text }) => text),
  ).toEqual([]);
});

test('the same corpus teaches the same, to the byte', () => {
  const few = lines.filter((_, at) => at % 200 === 0);
  expect(learnPhrases(few)).toEqual(learnPhrases(few));
  expect(learnSenses(few)).toEqual(learnSenses(few));
});

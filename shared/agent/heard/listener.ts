import { fromBase64Url } from '#shared/lib/bytes.ts';
import type { Scores, Thresholds } from './decide.ts';
import { featuresOf } from './features.ts';
import { outputs } from './outputs.ts';
import type { Phrases } from './phrases.ts';
import { phraseScores, unpackPhrases } from './phrases.ts';
import type { Senses } from './senses.ts';
import { senseScores, sizesOf } from './senses.ts';
import { tokensOf } from './tokens.ts';

/** What was learnt, as it is stored. */
export interface Learnt {
  /** What it was learnt from (`build/hearing/corpus.ts`). */
  corpus: string;
  thresholds: Thresholds;
  phrases: { bits: number; bias: readonly number[]; step: number; weights: string };
  senses: { step: number; words: string; others: string };
}

export interface Listener {
  phrases: Phrases;
  senses: Senses;
}

/** A longer text is read in parts, each of which may be what matters. */
const partLength = 48;
const partStep = 32;

/** How much of each output is in a text. */
export function listen({ phrases, senses }: Listener, text: string): Scores {
  const tokens = tokensOf(text);
  const scores = outputs.map(() => -Infinity);
  for (let first = 0; first === 0 || first + partLength - partStep < tokens.length; first += partStep) {
    const features = featuresOf(tokens.slice(first, first + partLength));
    const byPhrases = phraseScores(phrases, features);
    senseScores(senses, features).forEach((score, output) => {
      scores[output] = Math.max(scores[output]!, score + (byPhrases[output] ?? 0));
    });
  }
  return Object.fromEntries(outputs.map((output, at) => [output, scores[at]!])) as Scores;
}

export function unpack({ phrases, senses }: Pick<Learnt, 'phrases' | 'senses'>): Listener {
  const others = new Float32Array(fromBase64Url(senses.others).buffer);
  let at = 0;
  const parts = Object.entries(sizesOf(outputs.length)).map(([name, size]) => {
    at += size;
    return [name, others.subarray(at - size, at)];
  });
  return {
    phrases: unpackPhrases(fromBase64Url(phrases.weights), phrases),
    senses: {
      ...(Object.fromEntries(parts) as Omit<Senses, 'words' | 'step'>),
      words: new Int8Array(fromBase64Url(senses.words).buffer),
      step: senses.step,
    },
  };
}

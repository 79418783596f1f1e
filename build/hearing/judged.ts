import type { Scores } from '#shared/agent/heard/decide.ts';
import type { Learnt } from '#shared/agent/heard/listener.ts';
import { listen, unpack } from '#shared/agent/heard/listener.ts';
import type { Line } from './corpus.ts';
import { learnPhrases } from './learn-phrases.ts';
import { learnSenses } from './learn-senses.ts';

/** What was made of a line by weights that were not learnt from it. */
export interface Judged {
  line: Line;
  scores: Scores;
}

export function learn(lines: readonly Line[]): Pick<Learnt, 'phrases' | 'senses'> {
  return { phrases: learnPhrases(lines), senses: learnSenses(lines) };
}

/** What is said in many ways from parts helps to learn and is no measure. */
const isMeasure = ({ file }: Line) => !file.endsWith('/plain');

/** Judges each line by what is learnt from all but the part of the corpus that it is in. */
export function crossValidate(lines: readonly Line[], parts: number, say: (text: string) => void): Judged[] {
  const partOf = partsOf(lines, parts);
  return Array.from({ length: parts }, (_, part) => {
    say(`learning without part ${part + 1} of ${parts}`);
    const listener = unpack(learn(lines.filter((line) => partOf.get(line) !== part)));
    return lines
      .filter((line) => partOf.get(line) === part)
      .map((line) => ({ line, scores: listen(listener, line.text) }));
  }).flat();
}

/** In which part each line is that measures: every so many lines of a file. */
export function partsOf(lines: readonly Line[], parts: number): Map<Line, number> {
  const counts = new Map<string, number>();
  return new Map(
    lines.filter(isMeasure).map((line) => {
      const count = counts.get(line.file) ?? 0;
      counts.set(line.file, count + 1);
      return [line, count % parts];
    }),
  );
}

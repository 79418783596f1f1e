import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Learnt } from '#shared/agent/heard/listener.ts';
import { calibrate } from './calibrate.ts';
import { corpusDigest, corpusFolder, readCorpus } from './corpus.ts';
import { crossValidate, learn } from './judged.ts';
import { report } from './report.ts';

/**
 * `npm run train-hearing`: learns from `corpus` how danger, a person and stop are heard, and writes it to
 * `shared/agent/heard/weights`. Each part of the corpus is judged by what was learnt from the others first, which
 * gives the thresholds and the figures that are printed. The same corpus gives the same bytes.
 */
const parts = 3;
const file = path.join(import.meta.dirname, '../../shared/agent/heard/weights/learnt.ts');

const lines = readCorpus(corpusFolder);
say(`${lines.length} lines`);
const judged = crossValidate(lines, parts, say);
const thresholds = calibrate(judged);
report(judged, thresholds, say);
const learnt: Learnt = { corpus: corpusDigest(), thresholds, ...learn(lines) };
writeFileSync(
  file,
  `import type { Learnt } from '../listener.ts';

/** What hearing has learnt; written by \`npm run train-hearing\`. */
export const learnt: Learnt = ${JSON.stringify(learnt)};
`,
);
say(`${path.basename(file)}: ${JSON.stringify(learnt).length} characters`);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

import { parseArgs } from 'node:util';
import { buildPage } from './built-page.ts';
import { reportFailure, reportKinds } from './report.ts';
import { runRound } from './round.ts';
import type { CaseResult } from './trial.ts';

// With an end of its own, a process can take its browsers and shells with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** `npm run power-cut -- --cases 300 --seed 1`, and `npm run power-cut -- --case 1234` to have one case again. */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '300' },
    seed: { type: 'string' },
    case: { type: 'string' },
    at: { type: 'string', default: '20' },
  },
});

const first = Number(values.case ?? values.seed ?? Math.floor(Math.random() * 1_000_000_000));
const cases = values.case === undefined ? Number(values.cases) : 1;
print(`${cases} power cuts, seeds from ${first}`);
const started = Date.now();
const built = await buildPage();
const results: CaseResult[] = [];
while (results.length < cases) {
  const size = Math.min(Number(values.at), cases - results.length);
  const seeds = Array.from({ length: size }, (_, index) => first + results.length + index);
  const round = await runRound({ seeds, built });
  results.push(...round.results);
  const failed = round.results.filter(isWrong);
  for (const result of failed) print(reportFailure(result));
  if (round.kept !== undefined) print(`  what the cut has left: ${round.kept}`);
  print(`${results.length} of ${cases}, ${Math.round((Date.now() - started) / 1000)} s`);
}
print(reportKinds(results));
const failed = results.filter(isWrong);
print(`${cases - failed.length} passed, ${failed.length} failed`);
if (failed.length > 0) print(`failed seeds: ${failed.map(({ plan }) => plan.seed).join(' ')}`);
process.exit(failed.length === 0 ? 0 : 1);

function isWrong({ problems }: CaseResult): boolean {
  return problems.length > 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

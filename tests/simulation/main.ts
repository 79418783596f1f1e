import { parseArgs } from 'node:util';
import { removeTemporaryFolders } from '#sync-server/testing/relay-process.ts';
import { report } from './report.ts';
import { runMany } from './many.ts';

// With an end of its own, a process can take its relays and folders with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** `npm run chaos -- --runs 5000 --seed 1`, and `npm run chaos -- --run 1234` to have one run again. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string' },
    run: { type: 'string' },
    at: { type: 'string', default: '12' },
  },
});

const first = Number(values.run ?? values.seed ?? Math.floor(Math.random() * 1_000_000_000));
const runs = values.run === undefined ? Number(values.runs) : 1;
process.stdout.write(`${runs} runs, seeds from ${first}\n`);
const started = Date.now();
let done = 0;
const { results, mistakes } = await runMany({
  seeds: Array.from({ length: runs }, (_, index) => first + index),
  atOnce: Number(values.at),
  onResult(result) {
    done++;
    if (result.problems.length > 0 || values.run !== undefined) process.stdout.write(report(result));
    if (done % 100 === 0)
      process.stdout.write(`${done} of ${runs}, ${Math.round((Date.now() - started) / 1000)} s\n`);
  },
});
await removeTemporaryFolders();
const failed = results.filter(({ problems }) => problems.length > 0);
if (mistakes.length > 0) process.stdout.write(`told to the console:\n${mistakes.join('\n')}\n`);
const witnesses = results.reduce((sum, result) => sum + result.witnesses, 0);
process.stdout.write(
  `${runs - failed.length} passed, ${failed.length} failed; ${witnesses} things done were found again\n`,
);
if (failed.length > 0) process.stdout.write(`failed seeds: ${failed.map(({ seed }) => seed).join(' ')}\n`);
process.exit(failed.length + mistakes.length === 0 ? 0 : 1);

import './fakes.ts';
import { parseArgs } from 'node:util';

// What runs must not be there before its clock and its chance are.
const { knownFailing } = await import('./adversary/names.ts');
const { report } = await import('./report.ts');
const { runPlan, runSeed } = await import('./run.ts');
const { shrink } = await import('./shrink.ts');

/**
 * `npm run simulate -- --runs 5000 --seed 1`; `--run 1234` has one run again and prints its trace; `--json` is for
 * the tests. A run that fails is made as short as it can be.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string' },
    run: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const say = (text: string): unknown => process.stdout.write(text);
const first = Number(values.run ?? values.seed ?? Math.floor(Math.random() * 1_000_000_000));
const count = values.run === undefined ? Number(values.runs) : 1;
const notStopped = Object.entries(knownFailing)
  .map(([name, issue]) => `${name} (${issue})`)
  .join(', ');
/** In words, made as short as can be. */
const failed: string[] = [];
let witnesses = 0;
const hashes: Record<string, string> = {};
const started = Date.now();
for (let seed = first; seed < first + count; seed++) {
  const onNote = values.run === undefined ? undefined : (line: string) => say(`${line}\n`);
  const result = await runSeed(seed, { onNote });
  hashes[seed] = result.hash;
  witnesses += result.witnesses;
  if (result.problems.length > 0) {
    const text = await shortest(seed);
    failed.push(text);
    if (!values.json) say(text);
  }
  if (values.run !== undefined && result.problems.length === 0) say(report(result));
  if (!values.json && (seed - first + 1) % 100 === 0)
    say(`${seed - first + 1} of ${count}, ${Math.round((Date.now() - started) / 1000)} s\n`);
}
const { user, system } = process.cpuUsage();
const milliseconds = Math.round((user + system) / 1000 / count);
if (values.json) say(JSON.stringify({ failed, witnesses, hashes, milliseconds }));
else
  say(
    `${count - failed.length} passed, ${failed.length} failed; ` +
      `${witnesses} things done were found again; ${milliseconds} ms of processor a run\n` +
      (notStopped === '' ? '' : `nothing stops yet, and no run has: ${notStopped}\n`),
  );
process.exit(failed.length === 0 ? 0 : 1);

async function shortest(seed: number): Promise<string> {
  const whole = await runSeed(seed);
  const plan = await shrink(whole.plan, async (fewer) => (await runPlan(fewer)).problems.length > 0);
  return report(await runPlan(plan));
}

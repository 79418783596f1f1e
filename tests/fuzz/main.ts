import { parseArgs } from 'node:util';
import { divide, runTarget } from './engine.ts';
import { allTargets } from './targets/index.ts';

/**
 * `node tests/fuzz/main.ts --cases N --seed S --only NAME`: damaged and forged input for everything that reads
 * what others have written. Each line of progress says what is being tried, so that whoever watches knows what
 * hung. Ends with 1 where a decoder failed.
 */
const { values } = parseArgs({
  options: { cases: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const cases = Number(values.cases ?? 100_000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const progressMilliseconds = 2000;

const all = await allTargets();
const targets = all.filter(({ name }) => values.only === undefined || name === values.only);
if (targets.length === 0 || !Number.isSafeInteger(cases) || !Number.isSafeInteger(seed)) {
  say(
    `Usage: npm run fuzz -- [--cases N] [--seed S] [--only NAME]\nThere are: ${all.map(({ name }) => name).join(', ')}`,
  );
  process.exit(1);
}
say(`seed ${seed}`);

let total = 0;
const failures: string[] = [];
const parts = divide(targets, cases);
for (const [index, target] of targets.entries()) {
  const start = performance.now();
  let told = start;
  say(`${target.name} …`);
  const onCase = (): void => {
    if (performance.now() - told < progressMilliseconds) return;
    told = performance.now();
    say(`${target.name} goes on`);
  };
  const { cases: ran, failure } = await runTarget(target, { cases: parts[index]!, seed, onCase });
  total += ran;
  if (failure !== undefined) failures.push(failure);
  say(`${target.name}: ${ran} cases in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
for (const failure of failures) say(`\n${failure}`);
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
say(`\n${total} cases, ${failures.length} failed, seed ${seed}, ${peak} MiB at most`);
process.exit(failures.length === 0 ? 0 : 1);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

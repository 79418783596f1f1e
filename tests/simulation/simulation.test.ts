import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const main = path.join(import.meta.dirname, 'main.ts');

interface Report {
  failed: string[];
  witnesses: number;
  hashes: Record<string, string>;
  milliseconds: number;
}

/** Runs in a process of their own, whose clock and chance are theirs. */
async function simulate(seed: number, runs: number): Promise<Report> {
  const args = [main, '--json', '--seed', String(seed), '--runs', String(runs)];
  // A run that failed is in the report.
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as Report;
}

/** Fixed, so that what passes here passes again; `npm run simulate` looks further. */
const firstSeed = 20_260;
const runs = 150;
/** So many have their whole run again in the other process. */
const sample = 10;

test(`whatever breaks and whoever lies, ${2 * runs} teams lose nothing and end up alike`, async () => {
  const [one, other] = await Promise.all([
    simulate(firstSeed, runs + sample),
    simulate(firstSeed + runs, runs),
  ]);
  expect([...one.failed, ...other.failed].join('\n')).toBe('');
  expect(one.witnesses + other.witnesses, 'things that were said to be done').toBeGreaterThan(10 * runs);

  const both = Object.keys(one.hashes).filter((seed) => seed in other.hashes);
  expect(both).toHaveLength(sample);
  for (const seed of both) expect(one.hashes[seed], `run ${seed}`).toBe(other.hashes[seed]);
}, 600_000);

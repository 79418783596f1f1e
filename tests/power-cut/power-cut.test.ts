import { beforeAll, expect, test } from 'vitest';
import { buildPage } from './built-page.ts';
import { reportFailure } from './report.ts';
import { runRound } from './round.ts';

/** Each kind of damage alone, then some pairs; `npm run power-cut` has all pairs, and more. */
const seeds = [0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 24, 32, 9, 12, 25, 30, 34];

/** Windows can stop no process where it is, and so has no moment of which a copy could be taken. */
const cannotFreeze = process.platform === 'win32';

let built: string;
beforeAll(async () => {
  if (!cannotFreeze) built = await buildPage();
});

test.skipIf(cannotFreeze)(
  `${seeds.length} power cuts take nothing that one of the two copies holds, at none of three starts`,
  async () => {
    const { results } = await runRound({ seeds, built });
    const failed = results.filter(({ problems }) => problems.length > 0);
    expect(failed.map(reportFailure).join('\n')).toBe('');
    const rows = results.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    expect(rows, 'rows that were acknowledged').toBeGreaterThan(seeds.length * 10);
    const mended = results.flatMap((result) => result.mended);
    // Each way to make a copy anew was needed, or the cuts were too gentle.
    expect(mended).toEqual(expect.arrayContaining(['emptied', 'replaced', 'journal']));
  },
  240_000,
);

test.skipIf(cannotFreeze)(
  'a second copy that keeps nothing is noticed',
  async () => {
    const { results } = await runRound({ seeds: [2], built, sabotage: 'no second copy' });
    const missing = results[0]!.problems.filter((problem) => problem.includes('is missing at'));
    expect(missing).toHaveLength(results[0]!.acknowledged);
  },
  240_000,
);

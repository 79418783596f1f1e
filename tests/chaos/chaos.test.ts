import { afterAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '#sync-server/testing/relay-process.ts';
import { runMany } from './many.ts';
import { report } from './report.ts';
import type { RunResult } from './run.ts';

/** Fixed, so that what passes here passes again; `npm run chaos` looks further. */
const firstSeed = 20_260;
const parts = 4;
const runsInPart = 50;

afterAll(removeTemporaryFolders);

for (let part = 0; part < parts; part++) {
  const first = firstSeed + part * runsInPart;
  test(`whatever breaks, ${runsInPart} teams lose nothing and end up alike (seeds from ${first})`, async () => {
    const seeds = Array.from({ length: runsInPart }, (_, index) => first + index);
    const { results, mistakes } = await runMany({ seeds, atOnce: 16 });
    expect(results.filter(isWrong).map(report).join('\n')).toBe('');
    expect(mistakes).toEqual([]);
    const witnesses = results.reduce((sum, result) => sum + result.witnesses, 0);
    expect(witnesses, 'things that were said to be done').toBeGreaterThan(runsInPart * 5);
  }, 240_000);
}

const isWrong = ({ problems }: RunResult): boolean => problems.length > 0;

import { expect, test } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

test('what comes while a commit is under way goes into the next one together, and each gets its own answer', async () => {
  const commits: number[][] = [];
  const later: Promise<string>[] = [];
  const group = createGroupCommit<number, string>({
    commit(writes) {
      commits.push(writes);
      if (commits.length === 1) for (const write of [4, 5]) later.push(group.add(write));
      return writes.map((write) => `written ${write}`);
    },
  });
  const first = await Promise.all([1, 2, 3].map((write) => group.add(write)));
  expect(first).toEqual(['written 1', 'written 2', 'written 3']);
  expect(await Promise.all(later)).toEqual(['written 4', 'written 5']);
  expect(commits).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

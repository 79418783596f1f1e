import type { Range } from './pieces.ts';
import type { Slices } from './slices.ts';

/** Ranges in ascending order. What one update brings of one client is one, and honest updates follow each other. */
export type Runs<T extends Range> = T[][];

export function addTo<T extends Range>(runs: Runs<T>, one: T): void {
  const last = runs.at(-1);
  if (last !== undefined && last.at(-1)!.clock <= one.clock) last.push(one);
  else runs.push([one]);
}

/** All in one run; what began at the same clock stays in the order in which it came. */
export function* sorted<T extends Range>(runs: Runs<T>): Slices<T[]> {
  let rest = yield* inBlocks(runs);
  while (rest.length > 1) {
    const merged: Runs<T> = [];
    for (let i = 0; i < rest.length; i += 2) {
      const [one, other] = [rest[i]!, rest[i + 1]];
      merged.push(other === undefined ? one : yield* mergeTwo(one, other));
    }
    rest = merged;
  }
  return rest[0] ?? [];
}

const blockLength = 1024;

/** As many short runs as make a block, sorted. */
function* inBlocks<T extends Range>(runs: Runs<T>): Slices<Runs<T>> {
  if (runs.length < 2) return runs;
  const blocks: Runs<T> = [];
  let block: T[] = [];
  const finish = () => {
    if (block.length > 0) blocks.push(block.toSorted((a, b) => a.clock - b.clock));
    block = [];
  };
  for (const run of runs) {
    if (block.length >= blockLength || run.length >= blockLength) finish();
    if (run.length >= blockLength) blocks.push(run);
    else for (const one of run) block.push(one);
    for (let i = 0; i < run.length; i++) yield;
  }
  finish();
  return blocks;
}

function* mergeTwo<T extends Range>(one: T[], other: T[]): Slices<T[]> {
  const merged: T[] = [];
  for (let i = 0, j = 0; i < one.length || j < other.length;) {
    const isFirst = j >= other.length || (i < one.length && one[i]!.clock <= other[j]!.clock);
    merged.push(isFirst ? one[i++]! : other[j++]!);
    yield;
  }
  return merged;
}

/** Ascending ranges, those that touch as one. */
export function* united(ranges: Range[]): Slices<Range[]> {
  const result: Range[] = [];
  let last: Range | undefined;
  for (const { clock, length } of ranges) {
    const to = clock + length;
    if (last !== undefined && clock <= last.clock + last.length)
      last.length = Math.max(last.length, to - last.clock);
    else result.push((last = { clock, length }));
    yield;
  }
  return result;
}

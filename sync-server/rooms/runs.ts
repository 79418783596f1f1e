import type { Range } from './pieces.ts';
import type { Slices } from './slices.ts';

/** Ranges in ascending order. What one update brings of one client is one, and honest updates follow each other. */
export class Runs<T extends Range> {
  #runs: T[][] = [];
  #last: T[] = [];

  add(one: T): void {
    if (this.#last.length > 0 && this.#last.at(-1)!.clock <= one.clock) this.#last.push(one);
    else this.#runs.push((this.#last = [one]));
  }

  /** All in one run; what began at the same clock stays in the order in which it came. */
  *sorted(): Slices<T[]> {
    while (this.#runs.length > 1) {
      const merged: T[][] = [];
      for (let i = 0; i < this.#runs.length; i += 2) {
        const [one, other] = [this.#runs[i]!, this.#runs[i + 1]];
        merged.push(other === undefined ? one : yield* mergeTwo(one, other));
      }
      this.#runs = merged;
    }
    return this.#runs[0] ?? [];
  }
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

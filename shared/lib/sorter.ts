/** When more than one in this many rows is new, sorting all is faster than putting the new ones in their places. */
const fewShare = 8;

/**
 * Sorts the same rows again and again while only some of them change: rows that are the same objects as the last
 * time keep their order, and only the others are compared. Gives what sorting all of them would give.
 */
export function createSorter<Row>(compare: (a: Row, b: Row) => number): (rows: readonly Row[]) => Row[] {
  let sorted: Row[] = [];
  let known = new Set<Row>();

  return (rows) => {
    const present = new Set(rows);
    const fresh = rows.filter((row) => !known.has(row));
    if (fresh.length * fewShare > rows.length) sorted = rows.toSorted(compare);
    else
      sorted = merged(
        sorted.filter((row) => present.has(row)),
        fresh.toSorted(compare),
        compare,
      );
    known = present;
    return sorted;
  };
}

function merged<Row>(old: Row[], fresh: Row[], compare: (a: Row, b: Row) => number): Row[] {
  const all: Row[] = [];
  let taken = 0;
  for (const row of fresh) {
    const place = firstAbove(old, row, taken, compare);
    for (; taken < place; taken++) all.push(old[taken]!);
    all.push(row);
  }
  for (; taken < old.length; taken++) all.push(old[taken]!);
  return all;
}

function firstAbove<Row>(rows: Row[], row: Row, from: number, compare: (a: Row, b: Row) => number): number {
  let [low, high] = [from, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(rows[middle]!, row) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first `count` rows in an order, without the rest being sorted. Equal rows keep their order. */
export function firstFew<Row>(
  rows: Iterable<Row>,
  count: number,
  compare: (a: Row, b: Row) => number,
): Row[] {
  const first: Row[] = [];
  if (count === 0) return first;
  for (const row of rows) {
    if (first.length === count && compare(row, first.at(-1)!) >= 0) continue;
    const place = first.findLastIndex((each) => compare(each, row) <= 0) + 1;
    first.splice(place, 0, row);
    if (first.length > count) first.pop();
  }
  return first;
}

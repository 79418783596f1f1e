/** For sorting by text that is no language: ids, days as `2026-11-29`. */
export function compareCodes(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

import type { DangerKind } from '#shared/domain/danger.ts';

/** What a trade reads daily in questions about its work (`shared/domain/trades.ts`). */
const daily: Readonly<Record<string, readonly DangerKind[]>> = {
  plumbing: ['gas', 'water'],
  heating: ['gas', 'carbonMonoxide', 'water'],
  electrical: ['electricity', 'fire'],
  cleaning: ['fire', 'injury', 'water'],
  roofing: ['water', 'collapse'],
  locksmith: ['threat', 'trapped'],
  'pest-control': ['wishToDie', 'threat'],
  'car-repair': ['fire', 'electricity'],
  appliances: ['fire', 'electricity', 'water'],
  handyman: ['water', 'collapse'],
};

/** Where a question about work needs more to be taken for a danger. */
export function dailyKinds(trades: readonly string[]): ReadonlySet<string> {
  return new Set(trades.flatMap((trade) => daily[trade] ?? []));
}

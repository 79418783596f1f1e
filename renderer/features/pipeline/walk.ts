import type { PipelineColumn } from '#shared/records/pipeline.ts';

/** Where a key leads from a card: to another one, or into another stage; `undefined` where it means nothing. */
export function beside(
  columns: readonly Pick<PipelineColumn, 'key' | 'cards'>[],
  id: string,
  key: string,
): { card: string } | { stage: string } | undefined {
  const at = columns.findIndex(({ cards }) => cards.some((card) => card.id === id));
  const row = columns[at]?.cards.findIndex((card) => card.id === id) ?? -1;
  if (row < 0) return undefined;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const next = columns[at]!.cards[row + (key === 'ArrowUp' ? -1 : 1)];
    return next && { card: next.id };
  }
  const ways: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, h: -1, l: 1 };
  const way = ways[key];
  if (way === undefined) return undefined;
  if (key === 'h' || key === 'l') {
    const next = columns[at + way];
    return next && { stage: next.key };
  }
  for (let to = at + way; columns[to] !== undefined; to += way) {
    const { cards } = columns[to]!;
    const next = cards[Math.min(row, cards.length - 1)];
    if (next !== undefined) return { card: next.id };
  }
  return undefined;
}

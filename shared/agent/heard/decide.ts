import type { DangerKind } from '#shared/domain/danger.ts';
import { dangerKinds } from '#shared/domain/danger.ts';
import type { Output } from './outputs.ts';

export type Scores = Readonly<Record<Output, number>>;

/** From what score on something is heard, as chosen by messages that nothing was learnt from (`build/hearing`). */
export interface Thresholds {
  /** For danger: together with what it is more than the least of its kind. */
  least: Record<DangerKind | 'danger' | 'stop' | 'person' | 'assistant', number>;
  /** How much more than heard is certain. */
  certain: number;
  /** How much more it takes where a trade's ordinary messages sound like danger. */
  daily: Readonly<Record<string, number>>;
}

/**
 * How far below what is heard as danger it may still be one: of the dangers of messages from elsewhere that are not
 * heard, more than half lie here, and of their ordinary messages three in a hundred (`npm run eval`).
 */
export const doubt = 4;

/** Which danger it is most likely, and how far it is over what it takes; more than nothing is heard. */
export function dangerIn(
  scores: Scores,
  { least, daily }: Thresholds,
  trades: readonly string[],
): { kind: DangerKind; score: number } {
  const over = (kind: DangerKind) => scores[kind] - least[kind];
  const kind = dangerKinds.reduce((best, each) => (over(each) > over(best) ? each : best));
  // What a trade reads daily sounds like danger more often than it is one.
  const more = Math.max(0, ...trades.map((trade) => daily[trade] ?? 0));
  // That it is a danger at all, and that it is this one, are learnt apart.
  return { kind, score: scores.danger + over(kind) - least.danger - more };
}

import type { Thresholds } from '#shared/agent/heard/decide.ts';
import { dangerIn } from '#shared/agent/heard/decide.ts';
import type { Output } from '#shared/agent/heard/outputs.ts';
import type { DangerKind } from '#shared/domain/danger.ts';
import { dangerKinds } from '#shared/domain/danger.ts';
import type { Judged } from './judged.ts';

/**
 * How many of the ordinary messages may be taken for something else. Six in ten of them were written to sound like it,
 * so that customers' own raise fewer alarms. Recall counts more with danger than with the others.
 */
const mostFalse = { danger: 0.035, kind: 0.0045, stop: 0.015, person: 0.015, assistant: 0.003 };
const mostCertain = 0.004;
/** A trade whose own messages sound like danger more often than this takes more to be alarmed. */
const mostFalseOfTrade = 0.037;

/** Chooses thresholds by what ordinary messages score. */
export function calibrate(judged: readonly Judged[]): Thresholds {
  const ordinary = judged.filter(({ line }) => line.trade !== undefined);
  const of = (output: Output, share: number) =>
    exceededBy(
      ordinary.map(({ scores }) => scores[output]),
      share,
    );
  const kinds = dangerKinds.map((kind) => [kind, of(kind, mostFalse.kind)] as const);
  const least: Thresholds['least'] = {
    ...(Object.fromEntries(kinds) as Record<DangerKind, number>),
    danger: 0,
    stop: of('stop', mostFalse.stop),
    person: of('person', mostFalse.person),
    assistant: of('assistant', mostFalse.assistant),
  };
  const scoreOf = ({ scores }: Judged) => dangerIn(scores, { least, certain: 0, daily: {} }, []).score;
  least.danger = exceededBy(ordinary.map(scoreOf), mostFalse.danger);
  const shifts = tradesOf(judged).map((trade) => {
    const own = ordinary.filter(({ line }) => line.trade === trade).map(scoreOf);
    return [trade, exceededBy(own, mostFalseOfTrade)] as const;
  });
  return {
    least,
    certain: exceededBy(ordinary.map(scoreOf), mostCertain),
    daily: Object.fromEntries(shifts.filter(([, shift]) => shift > 0)),
  };
}

export function tradesOf(judged: readonly Judged[]): string[] {
  return [...new Set(judged.flatMap(({ line }) => line.trade ?? []))].toSorted();
}

/** The score that no more than a share of them exceeds. */
function exceededBy(scores: readonly number[], share: number): number {
  return scores.toSorted((a, b) => b - a)[Math.floor(scores.length * share)] ?? 0;
}

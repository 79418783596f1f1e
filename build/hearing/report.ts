import type { Thresholds } from '#shared/agent/heard/decide.ts';
import { dangerIn } from '#shared/agent/heard/decide.ts';
import type { Output } from '#shared/agent/heard/outputs.ts';
import { dangerKinds, heardLanguages } from '#shared/domain/danger.ts';
import { tradesOf } from './calibrate.ts';
import type { Label } from './corpus.ts';
import type { Judged } from './judged.ts';

/** Says how much is heard of what was not learnt from, by language and kind, and how often nothing was there. */
export function report(judged: readonly Judged[], thresholds: Thresholds, say: (line: string) => void): void {
  const row = (name: string, output: Output, is: (of: Judged) => boolean) => {
    const all = judged.filter(is);
    const each = heardLanguages.map((language) =>
      share(all.filter(({ line }) => line.language === language)),
    );
    say([name.padEnd(18), share(all), ...each].join('  '));
    function share(of: readonly Judged[]): string {
      const heard = of.filter((one) => isHeard(one, output, thresholds)).length;
      return `${((100 * heard) / Math.max(1, of.length)).toFixed(1)} %`.padStart(7);
    }
  };
  const has =
    (...labels: Label[]) =>
    ({ line }: Judged) =>
      labels.some((label) => line.labels.has(label));
  say(['heard of'.padEnd(18), 'all', ...heardLanguages].join('       '));
  row('danger', 'danger', has(...dangerKinds));
  for (const kind of dangerKinds) row(`  ${kind}`, 'danger', has(kind));
  row('stop', 'stop', has('stop-clear', 'stop-ambiguous', 'stop-reminders'));
  row('  clear, as such', 'clear', has('stop-clear', 'stop-reminders'));
  row('  ambiguous, clear', 'clear', has('stop-ambiguous'));
  row('  reminders', 'reminders', has('stop-reminders'));
  row('person', 'person', has('person'));
  row('assistant', 'assistant', has('assistant'));
  const isOrdinary = ({ line }: Judged) => line.trade !== undefined;
  say('heard where nothing was:');
  for (const output of ['danger', 'stop', 'person', 'assistant'] as const) row(output, output, isOrdinary);
  for (const trade of tradesOf(judged))
    row(`  danger, ${trade}`, 'danger', ({ line }) => line.trade === trade);
}

function isHeard({ line, scores }: Judged, output: Output, thresholds: Thresholds): boolean {
  if (output === 'danger') return dangerIn(scores, thresholds, [line.trade ?? '']).score > 0;
  const least = thresholds.least as Partial<Record<Output, number>>;
  return scores[output] > (least[output] ?? 0);
}

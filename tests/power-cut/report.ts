import type { Damage } from './damage.ts';
import type { CaseResult } from './trial.ts';

/** What is wrong with a case, and how to have it again. */
export function reportFailure({ plan, problems, mended }: CaseResult): string {
  const wrong = problems.slice(0, 20).map((problem) => `  ! ${problem}`);
  const more = problems.length > 20 ? [`  ! and ${problems.length - 20} more`] : [];
  const head = `case ${plan.seed} FAILED: ${nameOf(plan.damage)}, then ${nameOf(plan.secondDamage)}; mended: ${mended.join(', ')}`;
  return [head, ...wrong, ...more, `  again with: npm run power-cut -- --case ${plan.seed}`].join('\n');
}

/** One line for each kind of damage: how many cases, and what three starts had to mend in them. */
export function reportKinds(results: CaseResult[]): string {
  const kinds = Map.groupBy(results, ({ plan }) => nameOf(plan.damage));
  const lines = [...kinds].map(([name, cases]) => {
    const rows = sum(cases, ({ acknowledged }) => acknowledged);
    const gone = sum(cases, (each) => each.gone);
    const starts = [0, 1, 2].map((start) => tally(cases.map(({ mended }) => mended[start] ?? 'not reached')));
    const notes = [
      gone > 0 ? `${gone} rows in neither copy` : '',
      count('goes on as another device', cases, ({ isUnsure }) => isUnsure),
      count('nothing left', cases, ({ isNew }) => isNew),
      count('FAILED', cases, ({ problems }) => problems.length > 0),
    ].filter((note) => note !== '');
    return `${name}: ${cases.length} cases, ${rows} rows; mended ${starts.join(' | ')}${notes.map((note) => `; ${note}`).join('')}`;
  });
  return lines.join('\n');
}

export function nameOf({ browser, journal }: Damage): string {
  const parts = [
    browser === 'none' ? '' : `browser’s ${browser}`,
    journal === 'none' ? '' : `journal’s ${journal}`,
  ];
  return parts.filter((part) => part !== '').join(' and ') || 'nothing damaged';
}

function tally(words: string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, all]) => `${all.length} ${word}`);
  return counts.toSorted().join(', ');
}

function count(what: string, cases: CaseResult[], is: (result: CaseResult) => boolean): string {
  const number = cases.filter(is).length;
  return number === 0 ? '' : `${what} in ${number}`;
}

function sum(cases: CaseResult[], of: (result: CaseResult) => number): number {
  return cases.reduce((total, each) => total + of(each), 0);
}

import { type DayFigures, dayOutcomes } from './days.ts';
import { printTable, shareText } from './report.ts';

export function printDays(byLanguage: (readonly [language: string, DayFigures])[]): void {
  for (const field of ['day', 'time'] as const)
    printTable(
      `days: the ${field} that is read (goal: wrong ≤ 0.1 %)`,
      ['', ...byLanguage.map(([language]) => language)],
      dayOutcomes.map((name) => [name, ...byLanguage.map(([, figures]) => shareText(figures[field][name]))]),
    );
}

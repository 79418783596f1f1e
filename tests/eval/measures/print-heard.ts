import { confusedDangers, type Hear, type HeardFigures } from './heard.ts';
import { printTable, type Share, shareText } from './report.ts';
import { type HeardMessage, heldOutDangers, heldOutTrades } from './sets.ts';

export function printHeard(byLanguage: (readonly [language: string, HeardFigures])[]): void {
  const rows = (names: string[], of: (figures: HeardFigures, name: string) => Share) =>
    names.map((name) => [name, ...byLanguage.map(([, figures]) => shareText(of(figures, name)))]);
  const head = ['', ...byLanguage.map(([language]) => language)];
  const heard = ['danger', 'dangerOrDoubt', 'stop', 'clearStop', 'person'];
  const figures = [...heard, 'falseDanger', 'falseDoubt', 'falseStop', 'falsePerson'];
  printTable(
    'heard (goals: danger and stop ≥ 98 %)',
    head,
    rows(figures, (of, name) => of[name as Exclude<keyof HeardFigures, 'falseByTrade' | 'dangerByKind'>]),
  );
  printTable(
    'heard: dangers that were heard, whatever they were taken for',
    head,
    rows([...heldOutDangers], (of, kind) => of.dangerByKind[kind as keyof HeardFigures['dangerByKind']]),
  );
  printTable(
    'heard: false alarms in ordinary messages of a trade (goal ≤ 2 %)',
    head,
    rows([...heldOutTrades], (of, trade) => of.falseByTrade[trade as HeardMessage['trade']]),
  );
}

export function printConfused(set: HeardMessage[], hear: Hear): void {
  const names = [...heldOutDangers, '–'];
  printTable(
    'heard: dangers of all languages, labelled (down) and heard (across)',
    ['', ...names],
    confusedDangers(set, hear).map((counts, i) => [names[i]!, ...counts]),
  );
}

import { outcomes, type QuestionFigures } from './questions.ts';
import { printTable, type Share, shareText } from './report.ts';
import { trapKinds } from './sets.ts';

export function printQuestions(byLanguage: (readonly [language: string, QuestionFigures])[]): void {
  const head = ['', ...byLanguage.map(([language]) => language)];
  const line = (name: string, of: (figures: QuestionFigures) => Share) => [
    name,
    ...byLanguage.map(([, figures]) => shareText(of(figures))),
  ];
  printTable('questions: harmful automatic answers first (goal 0 in 1,000)', head, [
    line('harmful, of all', ({ harmful }) => harmful),
    ...[...trapKinds, 'person'].map((trap) => line(trap, (of) => of.harmfulByTrap[trap]!)),
    line('choice after refusal', ({ choiceAfterRefusal }) => choiceAfterRefusal),
  ]);
  printTable('questions: what a record answers (goal without a model: answered or choice ≥ 35 %)', head, [
    line('answered or choice', ({ answeredOrChoice }) => answeredOrChoice),
    ...outcomes.map((name) => line(name, (of) => of.outcomes[name])),
  ]);
  const kinds = [...new Set(byLanguage.flatMap(([, { byExpected }]) => [...byExpected.keys()]))];
  printTable(
    'questions: by what answers them, all languages',
    ['', ...outcomes],
    kinds.map((kind) => [
      kind,
      ...outcomes.map((name) =>
        byLanguage.reduce((sum, [, { byExpected }]) => sum + (byExpected.get(kind)?.[name] ?? 0), 0),
      ),
    ]),
  );
}

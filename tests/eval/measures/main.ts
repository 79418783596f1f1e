import { measureDays } from './days.ts';
import { decideWithoutModel } from './decide.ts';
import { printDays } from './print-days.ts';
import { printQuestions } from './print-questions.ts';
import { measureQuestions } from './questions.ts';
import { hearMessage } from './hear.ts';
import { measureHeard } from './heard.ts';
import { printConfused, printHeard } from './print-heard.ts';
import { readDays } from './read-days.ts';
import { printTable } from './report.ts';
import { daySet, heardSet, heldOutDangers, heldOutLanguages, questionSet, trapKinds } from './sets.ts';

/** `npm run eval -- held-out`: what our own readers make of messages that nobody who writes rules has seen. */
export function measureHeldOut(): void {
  const heard = heldOutLanguages.map(heardSet);
  printCounts('heard: messages', [
    ['all', heard.map((set) => set.length)],
    ...heldOutDangers.map((kind) => row(kind, heard, ({ danger }) => danger === kind)),
    row('stop', heard, ({ stop }) => stop !== null),
    row('person', heard, ({ person }) => person),
  ]);
  printHeard(heldOutLanguages.map((of) => [of, measureHeard(heardSet(of), hearMessage)]));
  printConfused(heldOutLanguages.flatMap(heardSet), hearMessage);
  const questions = heldOutLanguages.map(questionSet);
  printCounts('questions: messages', [
    row('answerable', questions, ({ kind }) => kind === 'answerable'),
    row('person', questions, ({ kind }) => kind === 'person'),
    ...trapKinds.map((trap) => row(trap, questions, (of) => of.kind === 'trap' && of.about === trap)),
  ]);
  printQuestions(
    heldOutLanguages.map((of) => [of, measureQuestions(questionSet(of), decideWithoutModel(of))]),
  );
  const days = heldOutLanguages.map(daySet);
  printCounts('days: messages', [
    row('none', days, ({ day, time }) => day === null && time === null),
    row('to be asked', days, ({ day, time }) => day === 'ask' || time === 'ask'),
    ['all', days.map((set) => set.length)],
  ]);
  printDays(heldOutLanguages.map((of) => [of, measureDays(daySet(of), readDays)]));
}

type Row = [name: string, counts: number[]];

function row<T>(name: string, sets: T[][], is: (message: T) => boolean): Row {
  return [name, sets.map((set) => set.filter(is).length)];
}

function printCounts(title: string, rows: Row[]): void {
  printTable(
    title,
    ['', ...heldOutLanguages],
    rows.map(([name, counts]) => [name, ...counts]),
  );
}

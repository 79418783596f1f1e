import { wordsIn } from '#shared/lib/words.ts';
import { type AnswerLanguage, answerLanguageOf } from '../acts/languages.ts';
import { defaultWords, type TemplateKey, templateKeys } from '../acts/templates.ts';
import { vocabularies } from '../acts/vocabulary.ts';

/** What is true of some customers only: the composer says it when it is, and a draft has to be looked at. */
const dependent = new Set<TemplateKey>([
  'balanceNone',
  'visitNone',
  'noSlots',
  'onTheWay',
  'confirmVisit',
  'held',
  'moveTo',
  'optedOut',
  'remindersStopped',
]);

/** What the composer says in a language; nothing in one that it does not write. */
export function composedWords(language: string): {
  sentences: string[];
  /** Words that may stand beside something proven: of questions, of the acts and of the calendar. */
  words: string[];
  courtesy: string[];
} {
  const known = answerLanguageOf(language);
  if (known === undefined) return { sentences: [], words: [], courtesy: [] };
  const { common, thanks, courtesy, acts } = vocabularies[known];
  return {
    sentences: templateKeys
      .filter((key) => !dependent.has(key))
      .map((key) => defaultWords(known, key).replaceAll(/\{\{.*?\}\}/g, ' ')),
    words: [
      ...common.flat(),
      ...[...acts.values()].flatMap(({ holds }) => holds.flat()),
      ...calendarWords(known),
    ],
    courtesy: [...courtesy, ...thanks].flat(),
  };
}

/** Names of months and durations. Days of the week are claims, which a record has to prove. */
function calendarWords(language: AnswerLanguage): string[] {
  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, i) => month.format(Date.UTC(2026, i, 1)));
  const durations = (['minute', 'hour'] as const).flatMap((unit) =>
    (['long', 'short'] as const).flatMap((unitDisplay) => {
      const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay });
      return [format.format(1), format.format(2)];
    }),
  );
  return [...months, ...durations].flatMap(wordsOf);
}

function wordsOf(text: string): string[] {
  return wordsIn(text).map(({ word }) => word);
}

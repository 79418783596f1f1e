import { wordsIn } from '#shared/lib/words.ts';
import { type AnswerLanguage, answerLanguageOf } from '../acts/languages.ts';
import { defaultWords, type TemplateKey, templateKeys } from '../acts/templates.ts';
import { type Phrase, vocabularies } from '../acts/vocabulary.ts';

/** What is true of some customers only: the composer says it when it is, and a draft has to be looked at. */
const dependent = new Set<TemplateKey>([
  'balanceNone',
  'visitNone',
  'noSlots',
  'onTheWay',
  'confirmVisit',
  'held',
  'moveTo',
  'moveRequested',
  'cancelRequested',
  'optedOut',
  'remindersStopped',
]);

/** Stands in a sentence of the composer where it puts something of a record. */
export const placeOfName = '0';

export interface ComposedWords {
  sentences: string[];
  /** Words that may stand beside something proven: of questions, of the acts and of the calendar. */
  words: string[];
  /** Those among them that say nothing more than what is proven there. */
  plain: string[];
  courtesy: string[];
  /** Of its own questions: a question of them promises nothing. */
  asked: string[];
  /** They join two statements. */
  joins: string[];
}

/** What somebody is to do or to get is said by none of them. */
const plainActs = ['price', 'services', 'hours', 'area'] as const;

/** What the composer says in a language; nothing in one that it does not write. */
export function composedWords(language: string): ComposedWords {
  const known = answerLanguageOf(language);
  if (known === undefined) return { sentences: [], words: [], plain: [], courtesy: [], asked: [], joins: [] };
  const { common, thanks, courtesy, acts, topics, and } = vocabularies[known];
  const calendar = calendarWords(known);
  const single = (phrases: readonly Phrase[]) => phrases.flatMap((each) => (each.length === 1 ? each : []));
  const composed = templateKeys
    .filter((key) => !dependent.has(key))
    .map((key) => defaultWords(known, key).replaceAll(/\{\{.*?\}\}/g, ` ${placeOfName} `));
  return {
    sentences: [
      ...composed,
      // The morning of a greeting is known in it alone.
      ...courtesy.map((phrase) => phrase.join(' ')),
    ],
    words: [...common, ...[...acts.values()].flatMap(({ holds }) => holds)].flat().concat(calendar),
    plain: [...single(common), ...plainActs.flatMap((act) => [...(topics.get(act) ?? [])]), ...calendar],
    courtesy: single([...courtesy, ...thanks]),
    asked: composed.filter((sentence) => sentence.endsWith('?')).flatMap(wordsOf),
    joins: [...and],
  };
}

/** Names of months and durations. Days of the week are claims, which a record has to prove. */
function calendarWords(language: AnswerLanguage): string[] {
  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, i) => month.format(Date.UTC(2026, i, 1)));
  const durations = (['minute', 'hour', 'day'] as const).flatMap((unit) =>
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
